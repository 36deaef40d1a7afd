//! Shows how a text is read: each token with its tags (`@tag`, `=word`, `/n` over n tokens), the
//! contexts that hold, what the patterns tell, and the findings.

use lamplight_core::Checker;

fn main() {
    let text = std::env::args().skip(1).collect::<Vec<_>>().join(" ");
    let checker = Checker::new();
    for (token, tags) in checker.tags_of(&text) {
        println!("{token:16} {}", tags.join(" "));
    }
    println!("contexts         {}", checker.contexts_of(&text).join(" "));
    for finding in checker.told(&text) {
        println!("told             {}", finding.rule);
    }
    for finding in checker.check(&text.as_str().into()) {
        let marks: Vec<_> = finding.marks.iter().map(|mark| mark.of(&text)).collect();
        println!("{:7}          {} {marks:?}", finding.severity.id(), finding.rule);
    }
}
