//! Identifiers on generated posts: each kind in the ways it is written, with its exact span, and
//! beside it the numbers that only look like one. Found, spared and precision are shares; precision
//! counts a kind wherever it was reported over an identifier of another kind, or over a look-alike.

#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use lamplight_core::EntityKind::{self, *};
use lamplight_core::{Checker, Post};
use std::collections::BTreeMap;

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
        UkPassport => dice.digits(9),
        UkDrivingLicence => format!(
            "{}{}{:02}{:02}{}{}{}{}",
            dice.pick(&["PLIMM", "MOSS9", "TANSY", "OKORO", "LEE99"]),
            dice.roll(10),
            dice.roll(12) + 1 + 50 * dice.roll(2),
            dice.roll(28) + 1,
            dice.roll(10),
            dice.pick(&["AB", "J9", "KM"]),
            dice.roll(10),
            dice.pick(&["XY", "IJ", "AA"])
        ),
        BankAccount => {
            let (sort, account) = (dice.digits(6), dice.digits(8));
            let sort = format!("{}-{}-{}", &sort[..2], &sort[2..4], &sort[4..]);
            match dice.roll(3) {
                0 => format!("{sort} {account}"),
                1 => format!("{sort}, account {account}"),
                _ => format!("{sort} acc no {account}"),
            }
        }
        PaymentCard => {
            let fifteen = format!("{}{}", dice.pick(&["4", "5", "6"]), dice.digits(14));
            let sum: u32 = (fifteen.bytes().rev().enumerate())
                .map(|(i, b)| u32::from(b - b'0') * if i % 2 == 0 { 2 } else { 1 })
                .map(|n| n / 10 + n % 10)
                .sum();
            let n = format!("{fifteen}{}", (10 - sum % 10) % 10);
            let gap = dice.pick(&["", " ", "-"]);
            format!("{}{gap}{}{gap}{}{gap}{}", &n[..4], &n[4..8], &n[8..12], &n[12..])
        }
        UkVehiclePlate => {
            let year = if dice.roll(2) == 0 { 2 + dice.roll(28) } else { 51 + dice.roll(28) };
            let gap = dice.pick(&[" ", ""]);
            format!(
                "{}{year:02}{gap}{}",
                dice.pick(&["CF", "LB", "SA", "WX"]),
                dice.pick(&["KLM", "VTR", "OBD"])
            )
        }
        BirthWeight => match dice.roll(3) {
            0 => format!("{}lb {}oz", 4 + dice.roll(7), dice.roll(16)),
            1 => format!("{}.{}kg", 1 + dice.roll(4), dice.roll(10)),
            _ => format!("{} grams", 600 + dice.roll(4000)),
        },
        SocialHandle => format!("@{}", dice.pick(&["kez_dobbs", "ward.life", "rhi88"])),
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
        UkPassport => &["passport no {} for the trip", "his passport is {}", "pasbort {} ar goll"],
        BirthWeight => &["{} and perfect", "baby was {}", "born at {} this morning"],
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
        UkPassport => format!("order {} has shipped", dice.digits(9)),
        UkDrivingLicence => format!("serial ABCDE{}XX and on", dice.digits(6)),
        BankAccount => match dice.roll(3) {
            0 => format!("open {:02}-{:02}-20{:02}", 1 + dice.roll(28), 1 + dice.roll(12), 25),
            1 => format!("won {}-{} at home", dice.roll(9), dice.roll(9)),
            _ => format!("order {} has shipped", dice.digits(8)),
        },
        PaymentCard => match dice.roll(2) {
            0 => format!("tracking 4{}", dice.digits(15)),
            _ => format!("{} {} {} steps", dice.digits(4), dice.digits(4), dice.digits(4)),
        },
        UkVehiclePlate => match dice.roll(4) {
            0 => format!("up to as{} the others", 10 + dice.roll(10)),
            1 => format!("AB{} 3CD is the postcode", 10 + dice.roll(10)),
            2 => format!("BAND{} ROLE open now", 5 + dice.roll(3)),
            _ => format!("room B12{} ICU", dice.roll(9)),
        },
        BirthWeight => match dice.roll(3) {
            0 => format!("lost {}lb {}oz this week", 1 + dice.roll(7), dice.roll(16)),
            1 => format!("{} g of flour", dice.roll(300)),
            _ => format!("{} oz of milk", dice.roll(9)),
        },
        SocialHandle => "see you @ the pub".to_owned(),
        EmailAddress => "see you @ the pub.  mention @ward_life".to_owned(),
        _ => return None,
    })
}

const KINDS: [EntityKind; 18] = [
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
    UkPassport,
    UkDrivingLicence,
    BankAccount,
    PaymentCard,
    UkVehiclePlate,
    BirthWeight,
    SocialHandle,
];

/// Of `n` posts each, at least this share must be read rightly.
const ENOUGH: f64 = 0.98;

#[test]
fn identifiers_are_found_and_their_look_alikes_spared() {
    let checker = Checker::new();
    let mut short = Vec::new();
    let mut right = BTreeMap::<EntityKind, usize>::new();
    let mut wrong = BTreeMap::<EntityKind, usize>::new();
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
            let end = start + written.len();
            for other in seen.iter().filter(|e| e.span.start < end && start < e.span.end) {
                let count = if other.kind == kind { &mut right } else { &mut wrong };
                *count.entry(other.kind).or_default() += 1;
            }
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
            *wrong.entry(kind).or_default() += usize::from(!clean);
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
    for (kind, right) in right {
        let wrong = wrong.get(&kind).copied().unwrap_or_default();
        let precision = right as f64 / (right + wrong) as f64;
        println!("{kind:?}: precision {precision:.3}");
        if precision < ENOUGH {
            short.push(format!("{kind:?}: {wrong} wrong beside {right} right"));
        }
    }
    assert!(short.is_empty(), "{}", short.join("\n"));
}
