//! The same post about another group of people.
//!
//! Whether something is hateful must not hang on whom it is said of: nor must a group's name alone
//! give a post away, nor a group that no post names go unprotected. So posts that name a group are
//! learnt from with other groups in its place as well, hateful and kind ones alike (counterfactual
//! data augmentation: Zmigrod et al., 2019).

/// How many other groups each such post is learnt with.
const COPIES: usize = 4;

/// People as a group, where one plural may stand for another.
const GROUPS: &[&str] = &[
    "Romanians",
    "Poles",
    "Nigerians",
    "Indians",
    "Pakistanis",
    "Filipinos",
    "Muslims",
    "Jews",
    "Hindus",
    "Sikhs",
    "Catholics",
    "Travellers",
    "Gypsies",
    "gay men",
    "gays",
    "lesbians",
    "trans people",
    "trans women",
    "disabled people",
    "wheelchair users",
    "immigrants",
    "migrants",
    "refugees",
    "asylum seekers",
    "foreigners",
    "fat people",
    "addicts",
    "alcoholics",
    "junkies",
    "old people",
    "black people",
    "Asians",
    "homeless people",
    "autistic people",
    "deaf people",
    "Irish people",
    "people on benefits",
    "Albanians",
    "Bulgarians",
    "Syrians",
    "Ukrainians",
    "Ghanaians",
    "Zimbabweans",
    "Somalis",
    "Bangladeshis",
    "Africans",
    "Kurds",
    "Afghans",
    "Eastern Europeans",
    "schizophrenics",
    "single mums",
    "Chinese people",
];

/// Words before a noun ("a … nurse") that tell of someone's country, origin or faith.
const ORIGINS: &[&str] = &[
    "Romanian",
    "Polish",
    "Nigerian",
    "Indian",
    "Pakistani",
    "Filipino",
    "Muslim",
    "Jewish",
    "Traveller",
    "Sikh",
    "Hindu",
    "Irish",
    "Bulgarian",
    "Ghanaian",
    "Somali",
    "African",
    "Caribbean",
    "Chinese",
    "Albanian",
    "Syrian",
    "Zimbabwean",
    "Asian",
    "Catholic",
    "Portuguese",
];

/// `text` with other groups in place of the one it names; nothing if it names none, or
/// several of one kind.
pub(crate) fn with_other_groups(text: &str) -> Vec<String> {
    [GROUPS, ORIGINS].into_iter().find_map(|groups| exchanged(text, groups)).unwrap_or_default()
}

fn exchanged(text: &str, groups: &[&str]) -> Option<Vec<String>> {
    let named = groups.iter().enumerate().filter_map(|(i, group)| Some((i, whole(text, group)?)));
    let mut named: Vec<_> = named.collect();
    let (here, from) = named.pop()?;
    if !named.is_empty() {
        return None;
    }
    let group = groups[here];
    let lower = text[from..].starts_with(char::is_lowercase);
    // Steps that share no factor with the lengths: no group comes twice, all come about as often.
    let start = text.bytes().fold(0usize, |sum, byte| sum.wrapping_mul(31) + usize::from(byte));
    let other =
        |copy: usize| groups[(here + 1 + (start + copy * 13) % (groups.len() - 1)) % groups.len()];
    let put = |other: &str| {
        let other = if lower { other.to_lowercase() } else { other.to_owned() };
        format!("{}{other}{}", &text[..from], &text[from + group.len()..])
    };
    Some((0..COPIES).map(|copy| put(other(copy))).collect())
}

/// Where `group` stands as a whole word, in either case, if it stands in `text` just once.
fn whole(text: &str, group: &str) -> Option<usize> {
    let folded = text.to_ascii_lowercase();
    let group = group.to_ascii_lowercase();
    let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let mut found = folded.match_indices(&group).map(|(at, _)| at).filter(|&at| {
        !letter(folded[..at].chars().next_back())
            && !letter(folded[at + group.len()..].chars().next())
    });
    let at = found.next()?;
    found.next().is_none().then_some(at)
}

#[cfg(test)]
mod tests {
    use super::with_other_groups;

    #[test]
    fn a_post_that_names_one_group_is_told_of_others() {
        let others = with_other_groups("those «Romanians» again");
        assert_eq!(others.len(), super::COPIES);
        for (i, other) in others.iter().enumerate() {
            assert!(other.starts_with("those «") && other.ends_with("» again"), "{other}");
            assert!(!other.contains("Romanians") && !others[..i].contains(other), "{other}");
        }
        assert!(with_other_groups("no poles here").iter().all(|o| *o == o.to_lowercase()));
    }

    #[test]
    fn a_post_that_names_none_or_several_is_left() {
        assert!(with_other_groups("three tadpoles in bay 4").is_empty());
        assert!(with_other_groups("Poles and Romanians alike").is_empty());
    }
}
