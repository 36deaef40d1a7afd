//! Identifiers on generated posts: each kind in the ways it is written, with its exact span, and
//! beside it the numbers that only look like one.

#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use lamplight_core::EntityKind::{self, *};
use lamplight_core::{Checker, Post};

/// A small fixed generator (Numerical Recipes' constants), so that every run reads the same posts.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: u64) -> u64 {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % sides
    }

    fn digits(&mut self, n: usize) -> String {
        (0..n).map(|_| char::from(b'0' + self.roll(10) as u8)).collect()
    }

    fn pick<'a>(&mut self, from: &[&'a str]) -> &'a str {
        from[self.roll(from.len() as u64) as usize]
    }
}

/// Ten digits whose check digit is right, or just wrong.
fn ten_digits(dice: &mut Dice, right: bool) -> String {
    loop {
        let nine = dice.digits(9);
        let sum: u32 = nine.bytes().zip((2..=10).rev()).map(|(b, w)| u32::from(b - b'0') * w).sum();
        let check = (11 - sum % 11) % 11;
        if check < 10 && !nine.starts_with('0') {
            let last = if right { check } else { (check + 1) % 10 };
            return format!("{nine}{last}");
        }
    }
}

fn identifier(kind: EntityKind, dice: &mut Dice) -> String {
    match kind {
        UkNhs => {
            let n = ten_digits(dice, true);
            let gap = dice.pick(&["", " ", "-"]);
            format!("{}{gap}{}{gap}{}", &n[..3], &n[3..6], &n[6..])
        }
        UkNino => {
            let (n, gap) = (dice.digits(6), dice.pick(&["", " "]));
            let prefix = dice.pick(&["AB", "CE", "JK", "LM", "PR", "QQ", "SX", "WY"]);
            let suffix = dice.pick(&["A", "B", "C", "D"]);
            format!("{prefix}{gap}{}{gap}{}{gap}{}{gap}{suffix}", &n[..2], &n[2..4], &n[4..])
        }
        UkPostcode => {
            let area =
                dice.pick(&["CF10", "M1", "EC1A", "LL57", "BT7", "G12", "SW1A", "B33", "DN55"]);
            let gap = dice.pick(&[" ", ""]);
            format!("{area}{gap}{}{}", dice.roll(10), dice.pick(&["AT", "BB", "XY", "PQ", "HG"]))
        }
        PhoneNumber => {
            let n = dice.digits(3);
            match dice.roll(5) {
                0 => format!("07700 900{n}"),
                1 => format!("07700900{n}"),
                2 => format!("+44 7700 900{n}"),
                3 => format!("01632 960{n}"),
                _ => format!("(01632) 960{n}"),
            }
        }
        EmailAddress => format!(
            "{}.{}@example.{}",
            dice.pick(&["beth", "a", "gareth"]),
            dice.pick(&["moss", "plimmer", "b_c"]),
            dice.pick(&["com", "org"])
        ),
        DateTime => {
            let (d, m, y) = (dice.roll(28) + 1, dice.roll(12) + 1, 1930 + dice.roll(90));
            match dice.roll(4) {
                0 => format!("{d:02}/{m:02}/{y}"),
                1 => format!("{d}.{m}.{y}"),
                2 => format!("{d:02}-{m:02}-{:02}", y % 100),
                _ => format!(
                    "{d} {} {y}",
                    ["January", "Feb", "March", "June", "Sept", "Tachwedd"][dice.roll(6) as usize]
                ),
            }
        }
        HospitalNumber => format!("{}{}", dice.pick(&["", "K", "RX"]), dice.digits(7)),
        BedWard => format!(
            "{} {}",
            dice.pick(&["bed", "Bed", "bay", "side room", "cubicle", "rm", "ward"]),
            dice.roll(30) + 1
        ),
        NmcPin => format!(
            "{:02}{}{}{}",
            dice.roll(24),
            dice.pick(&["A", "C", "I", "L"]),
            dice.digits(4),
            dice.pick(&["E", "W", "S", "C"])
        ),
        Age => format!(
            "{}{}",
            18 + dice.roll(80),
            dice.pick(&[" year old", "yo", " y/o", " years old", " mlwydd oed"])
        ),
        StreetAddress => format!(
            "{} {} {}",
            dice.roll(200) + 1,
            dice.pick(&["Tansy", "Grebethorn", "Old Mill"]),
            dice.pick(&["Close", "Road", "Street", "Lane", "Avenue", "St"])
        ),
        _ => unreachable!(),
    }
}

/// What stands around an identifier; `{}` is its place.
fn frames(kind: EntityKind) -> &'static [&'static str] {
    match kind {
        HospitalNumber => &[
            "MRN {} bloods not back",
            "hosp no {} still on the film",
            "her hospital number is {} if that helps",
        ],
        DateTime => &["DOB {}, sats 84", "born {} and still going", "seen on {} in clinic"],
        Age => &["looked after a {} on nights", "{} lady, lovely", "a {} with chest pain"],
        BedWard => &[
            "the lady in {} rang again",
            "can someone check {} please",
            "({}) needs a bloods form",
        ],
        _ => &[
            "chase this for {} please",
            "{}",
            "it says {}, can anyone look?",
            "Re: {}. Thanks x",
            "rhif {} eto heddiw",
            "😅 {} again",
        ],
    }
}

/// Numbers that only look like identifiers, each with the kind that it must not be taken for.
fn look_alike(kind: EntityKind, dice: &mut Dice) -> Option<String> {
    Some(match kind {
        UkNhs => match dice.roll(6) {
            0 => format!("parcel {} is out for delivery", ten_digits(dice, true)),
            1 => format!("raffle ticket {} wins the hamper", ten_digits(dice, true)),
            2 => format!("order {} still not here", ten_digits(dice, true)),
            3 => format!("library card {} lost again", ten_digits(dice, false)),
            4 => format!("the code is {} {} {}", dice.digits(2), dice.digits(4), dice.digits(4)),
            _ => format!("won by £{} in the end", dice.digits(10)),
        },
        UkNino => match dice.roll(3) {
            0 => format!("flight BA{} delayed", dice.digits(6)),
            1 => format!("order GB{}A is late", dice.digits(6)),
            _ => format!("lot no {} {} in the fridge", dice.digits(2), dice.digits(4)),
        },
        UkPostcode => match dice.roll(4) {
            0 => format!("room B{} 2nd floor", dice.roll(9) + 1),
            1 => format!("M{} 1st junction is shut", dice.roll(9) + 1),
            2 => "the A48 3 mile queue".to_owned(),
            _ => format!("vitamin B{} 3am again", dice.roll(12) + 1),
        },
        PhoneNumber => match dice.roll(4) {
            0 => "ring Samaritans on 116 123".to_owned(),
            1 => "call 999 or 111".to_owned(),
            2 => format!("{} to {} steps today", dice.digits(4), dice.digits(5)),
            _ => format!("ref {} for the invoice", dice.digits(12)),
        },
        DateTime => match dice.roll(3) {
            0 => format!("sats {} on air", 80 + dice.roll(19)),
            1 => "won 6/1 and 11/2".to_owned(),
            _ => format!("{} of us on the team", dice.roll(30) + 2),
        },
        BedWard => match dice.roll(4) {
            0 => "tea and bed".to_owned(),
            1 => "back to bed at 8".to_owned(),
            2 => format!("hotel room {} has no kettle", dice.roll(300)),
            _ => "ward off the cold".to_owned(),
        },
        Age => match dice.roll(4) {
            0 => format!("{} days on the trot", dice.roll(9) + 2),
            1 => format!("band {} interview", dice.roll(4) + 5),
            2 => format!("{} hour shift", dice.roll(4) + 10),
            _ => format!("{} minutes late", dice.roll(50) + 2),
        },
        StreetAddress => format!("{} nurses on the Road to nowhere", dice.roll(30) + 2),
        NmcPin => format!("{} A4 sheets printed", dice.roll(90) + 10),
        HospitalNumber => {
            format!("unit {} of blood and {} steps", dice.roll(4) + 1, dice.digits(5))
        }
        EmailAddress => "see you @ the pub.  mention @ward_life".to_owned(),
        _ => return None,
    })
}

const KINDS: [EntityKind; 11] = [
    UkNhs,
    UkNino,
    UkPostcode,
    PhoneNumber,
    EmailAddress,
    DateTime,
    HospitalNumber,
    BedWard,
    NmcPin,
    Age,
    StreetAddress,
];

/// Of `n` posts each, at least this share must be read rightly.
const ENOUGH: f64 = 0.98;

#[test]
fn identifiers_are_found_and_their_look_alikes_spared() {
    let checker = Checker::new();
    let mut short = Vec::new();
    for kind in KINDS {
        let mut dice = Dice(7);
        let (mut found, mut spared, n) = (0, 0, 300);
        let (mut missed, mut taken) = (String::new(), String::new());
        for round in 0..n {
            let frames = frames(kind);
            let written = identifier(kind, &mut dice);
            let frame = frames[round % frames.len()];
            let text = frame.replace("{}", &written);
            let start = frame.find("{}").expect("a place");
            let seen = checker.report(&Post::from(text.as_str())).entities;
            // Brackets round an area code belong to the number for people, not to its digits.
            let inner = written.trim_start_matches(['(', '+']);
            let hit = seen.iter().any(|e| {
                e.kind == kind
                    && (e.span.of(&text) == written || e.span.of(&text) == inner)
                    && e.span.start <= start + 1
            });
            found += usize::from(hit);
            if !hit {
                missed = format!(
                    "{text:?}: {:?}",
                    seen.iter().map(|e| (e.kind, e.span.of(&text))).collect::<Vec<_>>()
                );
            }
            let text = look_alike(kind, &mut dice).expect("every kind has look-alikes");
            let clean =
                !checker.report(&Post::from(text.as_str())).entities.iter().any(|e| e.kind == kind);
            spared += usize::from(clean);
            if !clean {
                taken = text;
            }
        }
        let share = |hits: usize| hits as f64 / n as f64;
        println!("{kind:?}: found {:.3}, look-alikes spared {:.3}", share(found), share(spared));
        if share(found) < ENOUGH || share(spared) < ENOUGH {
            short.push(format!(
                "{kind:?}: found {found}, spared {spared} of {n}; missed {missed}; taken {taken:?}"
            ));
        }
    }
    assert!(short.is_empty(), "{}", short.join("\n"));
}
