//! The forms of a word, so that word lists hold each word once.

/// Regular plural of an English noun.
pub(crate) fn noun(word: &str) -> Vec<String> {
    vec![word.to_owned(), plural(word)]
}

/// Regular forms of an English verb: "stop", "stops", "stopped", "stopping". Where the final
/// consonant may or may not double, both are given.
pub(crate) fn verb(word: &str) -> Vec<String> {
    let mut forms = vec![word.to_owned(), plural(word)];
    let vowel = |c: char| "aeiou".contains(c);
    let chars: Vec<char> = word.chars().collect();
    let mut stems = Vec::new();
    if let Some(stem) = word.strip_suffix("ie") {
        forms.extend([format!("{word}d"), format!("{stem}ying")]);
        return forms;
    } else if let Some(stem) = word.strip_suffix('e').filter(|s| !s.ends_with('e')) {
        stems.push(stem.to_owned());
    } else if let Some(stem) = word.strip_suffix('y').filter(|s| !s.ends_with(vowel)) {
        forms.extend([format!("{stem}ied"), format!("{word}ing")]);
        return forms;
    } else {
        stems.push(word.to_owned());
        if let [.., a, b, c] = chars[..]
            && !vowel(a)
            && vowel(b)
            && !vowel(c)
            && !"wxy".contains(c)
        {
            stems.push(format!("{word}{c}"));
        }
        if let [a, b] = chars[..]
            && vowel(a)
            && !vowel(b)
        {
            stems.push(format!("{word}{b}"));
        }
    }
    for stem in stems {
        forms.extend([format!("{stem}ed"), format!("{stem}ing")]);
    }
    forms
}

fn plural(word: &str) -> String {
    let sibilant = ["s", "x", "z", "ch", "sh"].iter().any(|end| word.ends_with(end));
    match word.strip_suffix('y') {
        Some(stem) if !stem.ends_with(['a', 'e', 'i', 'o', 'u']) => format!("{stem}ies"),
        _ if sibilant => format!("{word}es"),
        _ => format!("{word}s"),
    }
}

/// A Welsh word with its initial mutations: soft, nasal, aspirate, and h before a vowel.
pub(crate) fn welsh(word: &str) -> Vec<String> {
    const MUTATIONS: &[(&str, &[&str])] = &[
        ("ll", &["l"]),
        ("rh", &["r"]),
        ("p", &["b", "mh", "ph"]),
        ("t", &["d", "nh", "th"]),
        ("c", &["g", "ngh", "ch"]),
        ("b", &["f", "m"]),
        ("d", &["dd", "n"]),
        ("g", &["", "ng"]),
        ("m", &["f"]),
    ];
    let mut forms = vec![word.to_owned()];
    if ["ch", "dd", "ff", "ng", "ph", "th"].iter().any(|letter| word.starts_with(letter)) {
        return forms;
    }
    if word.starts_with(['a', 'e', 'i', 'o', 'u', 'w', 'y']) {
        forms.push(format!("h{word}"));
    }
    if let Some((first, mutated)) = MUTATIONS.iter().find(|(first, _)| word.starts_with(first)) {
        let rest = &word[first.len()..];
        forms.extend(mutated.iter().map(|m| format!("{m}{rest}")).filter(|form| form.len() > 2));
    }
    forms
}
