//! What a finding offers for the details in a post.

use lamplight_core::locale::Locale;
use lamplight_core::{Category, Checker};

/// What is said to write instead, by all findings about confidentiality together.
fn instead(text: &str, locale: Locale) -> String {
    let findings = Checker::new().check(&text.into());
    let about = findings.iter().filter(|f| f.category == Category::Confidentiality);
    about.map(|finding| finding.say(locale, text).instead).collect::<Vec<_>>().join(" ")
}

#[test]
fn a_name_and_its_bed_are_one_detail() {
    let said = instead("Mrs Jones in bed 4 pulled her drip out again last night lol", Locale::En);
    assert!(said.contains("“a patient” for “Mrs Jones in bed 4”"), "{said}");
    assert!(said.contains("“recently” for “last night”"), "{said}");
}

#[test]
fn a_bed_told_of_elsewhere_is_another_detail() {
    for text in [
        "Sat with Mrs Jones. Bed 4 next, sepsis",
        "On our ward Mrs Jones hates bed 4, sepsis again",
    ] {
        let said = instead(text, Locale::En);
        assert!(said.contains("“a patient” for “Mrs Jones”"), "{said}");
    }
}

#[test]
fn what_tells_most_comes_first() {
    let post = "She was 82, a retired lighthouse keeper, fell twice on my shift on Tuesday";
    let said = instead(post, Locale::En);
    let here = said.split_once("Here: ").map(|(_, list)| list.to_owned());
    let listed = "leave out “lighthouse keeper”; “older” for “82”; “recently” for “on Tuesday”.";
    assert_eq!(here.as_deref(), Some(listed), "{said}");
}

#[test]
fn an_age_becomes_a_word_for_about_that_age() {
    let post =
        |age: &str| format!("Looked after Callum Weir, {age}, on our ward, fitting all night");
    for (age, word) in [
        ("3 months old", "a baby"),
        ("aged 7", "a child"),
        ("aged 15", "a teenager"),
        ("aged 44", "an adult"),
    ] {
        let said = instead(&post(age), Locale::En);
        assert!(said.contains(&format!("“{word}” for “{age}”")), "{age}: {said}");
    }
}

#[test]
fn no_detail_is_offered_for_twice() {
    let text = "Mrs Jones in bed 4 pulled her drip out again last night lol";
    assert_eq!(instead(text, Locale::En).matches("last night”").count(), 1);
}

#[test]
fn speaks_welsh_too() {
    let said = instead("Mrs Jones yng ngwely 4 wedi tynnu'r drip eto neithiwr", Locale::Cy);
    assert!(
        said.contains("“claf” yn lle “Mrs Jones yng ngwely 4”") && said.contains("yn ddiweddar"),
        "{said}"
    );
}

#[test]
fn other_topics_offer_no_details() {
    let text = "Every one of them lot on our ward should go back where they came from, Tuesday";
    for finding in Checker::new().check(&text.into()) {
        assert!(finding.category == Category::Confidentiality || finding.offers.is_empty());
    }
}

#[test]
fn a_message_quotes_what_its_pattern_saw() {
    let text =
        "Pure heartbroken the night. Wee Morag fae the post office slipped away on our ward.";
    let findings = Checker::new().check(&text.into());
    let named = findings.iter().find(|f| f.rule == "confidentiality.named-person-in-care");
    let said = named.map(|finding| finding.say(Locale::En, text).message).unwrap_or_default();
    assert!(said.contains("Morag"), "{said}");
}
