//! The build refuses a wrong row of the site table, and says which.

#![allow(dead_code, reason = "the build's own module, of which this needs one function")]

#[path = "../build/sites.rs"]
mod table;

const GOOD: &str = r#"
[[surface]]
site = "ward"
surface = "post"
hosts = ["ward.example"]
engine = ["textarea"]
composer = ["textarea"]
submit_keys = ["Ctrl+Enter"]
kind = "post"
audience = "public"
confidence = "high"
year = 2026
why = "made up"
"#;

#[test]
fn takes_a_good_row() {
    assert!(table::render(GOOD).is_ok_and(|rust| rust.contains(r#"site: "ward""#)));
}

#[test]
fn refuses_a_wrong_row_and_names_it() {
    for (right, wrong, complaint) in [
        (r#"site = "ward""#, r#"site = "Ward""#, "lower-case letters"),
        (r#"["ward.example"]"#, r#"["Ward.example"]"#, "not a lower-case domain"),
        (r#"["ward.example"]"#, r#"["https://ward.example"]"#, "not a lower-case domain"),
        (r#"["ward.example"]"#, r#"["ward"]"#, "not a lower-case domain"),
        (r#"["ward.example"]"#, r#"["*"]"#, "cannot be read by default"),
        (r#"["ward.example"]"#, "[]", "must each hold something"),
        (r#"composer = ["textarea"]"#, "composer = []", "must each hold something"),
        (r#"composer = ["textarea"]"#, r#"composer = [" textarea"]"#, "blanks around it"),
        (r#"composer = ["textarea"]"#, r#"composer = ["a", "a"]"#, "the same entry twice"),
        (r#"why = "made up""#, r#"why = " ""#, "why is empty"),
        ("year = 2026", "year = 26", "not plausible"),
        (r#"kind = "post""#, r#"kind = "shout""#, "unknown variant `shout`"),
        (r#"confidence = "high""#, r#"confidence = "sure""#, "unknown variant `sure`"),
        (r#"engine = ["textarea"]"#, r#"engine = ["paper"]"#, "unknown variant `paper`"),
        (r#"["Ctrl+Enter"]"#, r#"["Meta+Enter"]"#, "unknown variant `Meta+Enter`"),
        (r#"why = "made up""#, r#"reason = "made up""#, "unknown field `reason`"),
    ] {
        let bad = GOOD.replace(right, wrong);
        assert_ne!(bad, GOOD, "{right} is not in the good row");
        let said = table::render(&bad).err().unwrap_or_default();
        assert!(said.contains(complaint), "{wrong}: {said:?}");
    }
}

#[test]
fn refuses_rows_out_of_order_or_there_twice() {
    let earlier = GOOD.replace(r#""ward""#, r#""bay""#);
    assert!(table::render(&format!("{earlier}{GOOD}")).is_ok());
    for wrong in [format!("{GOOD}{earlier}"), format!("{GOOD}{GOOD}")] {
        let said = table::render(&wrong).err().unwrap_or_default();
        assert!(said.contains("out of order"), "{said:?}");
    }
}
