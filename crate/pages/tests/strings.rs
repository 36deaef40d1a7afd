//! Every string that the pages ask for by key is there. A key that is not would be shown as it is.

use lamplight_core::locale::{self, Locale};
use std::{fs, io, path::Path};

/// The keys in the sources under `folder`: what stands in quotes and begins with a section's name.
fn keys(folder: &Path) -> io::Result<Vec<String>> {
    let mut keys = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            keys.extend(self::keys(&path)?);
            continue;
        }
        let source = fs::read_to_string(&path)?;
        let quoted = source.split('"').skip(1).step_by(2);
        let sections = ["popup.", "guidance.", "overlay."];
        keys.extend(
            quoted
                .filter(|text| sections.iter().any(|section| text.starts_with(section)))
                .filter(|text| !text.contains(".html"))
                .map(str::to_owned),
        );
    }
    Ok(keys)
}

#[test]
fn every_key_has_a_string() -> io::Result<()> {
    let keys = keys(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"))?;
    assert!(keys.len() > 20, "the sources are no longer read: {keys:?}");
    for key in keys {
        assert!(locale::find(Locale::En, &key).is_some(), "no string {key}");
    }
    Ok(())
}

#[test]
fn no_string_of_the_pages_is_left_over() -> io::Result<()> {
    let keys = keys(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"))?;
    for section in ["popup", "guidance"] {
        for (name, _) in locale::section(Locale::En, section) {
            let key = format!("{section}.{name}");
            assert!(keys.contains(&key), "nothing shows {key}");
        }
    }
    Ok(())
}
