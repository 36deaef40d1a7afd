//! Which languages are read, and that in others only identifiers are looked for.

#![allow(missing_docs)]

use lamplight_core::{Checker, Post, Report};

fn report(text: &str) -> Report {
    Checker::new().report(&Post::from(text))
}

#[test]
fn other_languages_are_said_not_to_be_read() {
    for text in [
        "Dzisiaj na oddziale znowu brakowało personelu i wszyscy byli bardzo zmęczeni po nocnej zmianie",
        "Hoy hemos tenido mucho trabajo en la planta y todos estamos muy cansados después del turno",
        "Napakahirap ng trabaho ngayon sa ward pero masaya kami kasi magkakasama kami palagi",
        "Aujourd'hui le service manquait encore de personnel et tout le monde était fatigué",
        "今天病房里又人手不足，大家夜班后都很累",
        "ഇന്നും വാർഡിൽ ആളില്ലായിരുന്നു, രാത്രി ഡ്യൂട്ടി കഴിഞ്ഞ് എല്ലാവരും ക്ഷീണിച്ചു",
        "اليوم كان القسم مزدحما جدا وكلنا متعبون بعد نوبة الليل",
    ] {
        let report = report(text);
        assert!(report.unread, "{text}");
        assert!(report.findings.is_empty(), "{text}: {:?}", report.findings);
    }
}

#[test]
fn identifiers_are_found_in_any_language() {
    let report = report(
        "Proszę sprawdzić wyniki pacjenta 943 476 5919 jeszcze dzisiaj wieczorem, dziękuję bardzo",
    );
    assert!(report.unread);
    assert_eq!(report.findings.first().map(|f| f.rule), Some("confidentiality.nhs-number"));
}

#[test]
fn english_welsh_and_both_together_are_read() {
    for text in [
        "Off to bed, nights done, kettle on, feet up",
        "Bread milk eggs butter tea coffee biscuits crisps",
        "knackered m8 cba wiv handover 2nite lol",
        "Dwi mor flinedig ar ol y shifft heno ond o leia ma'r tim yn werth y byd",
        "Sai'n credu bo fi'n gallu neud noson arall, chwel, ond 'na fe",
        "Shifft nos arall done, ward yn nuts ond the girls yn class",
        "Ok",
        "",
    ] {
        assert!(!report(text).unread, "{text}");
    }
}
