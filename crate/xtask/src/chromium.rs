//! The browser that the practice site and the browser tests run in.

use crate::workspace::{run, succeeds};
use anyhow::{Context, Result, bail};
use std::path::PathBuf;
use std::process::Command;

/// Names that Chromium goes by; branded Chrome refuses to load an unpacked extension.
const NAMES: [&str; 2] = ["chromium", "chromium-browser"];

/// Chromium's path: `CHROMIUM` if set, else the one on the path, else installed by apt.
pub(crate) fn ready() -> Result<PathBuf> {
    if let Some(chosen) = std::env::var_os("CHROMIUM") {
        return Ok(chosen.into());
    }
    if let Some(found) = find() {
        return Ok(found);
    }
    install()?;
    find().context("apt installed Chromium, but it is not on the path")
}

fn find() -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    let on_path = std::env::split_paths(&path).flat_map(|dir| NAMES.map(|name| dir.join(name)));
    let on_mac = PathBuf::from("/Applications/Chromium.app/Contents/MacOS/Chromium");
    on_path.chain([on_mac]).find(|file| file.is_file())
}

fn install() -> Result<()> {
    let apt_get = |words: &[&str]| {
        let mut command = Command::new("sudo");
        command.args(["-n", "apt-get"]).args(words);
        if is_root() {
            command = Command::new("apt-get");
            command.args(words);
        }
        command.env("DEBIAN_FRONTEND", "noninteractive");
        command
    };
    if !succeeds(&mut apt_get(&["--version"])) {
        bail!(
            "Chromium is needed and cannot be installed from here. Install it \
             (Debian, Ubuntu: sudo apt-get install chromium; macOS: brew install --cask chromium) \
             or set CHROMIUM to its path"
        );
    }
    eprintln!("Installing Chromium by apt");
    run(&mut apt_get(&["update", "--quiet"]))?;
    run(&mut apt_get(&["install", "--quiet", "--yes", "--no-install-recommends", "chromium"]))
}

fn is_root() -> bool {
    let id = Command::new("id").arg("--user").output();
    id.is_ok_and(|id| id.stdout.trim_ascii() == b"0")
}

/// Whether a window can be shown.
pub(crate) fn has_display() -> bool {
    !cfg!(target_os = "linux")
        || ["DISPLAY", "WAYLAND_DISPLAY"]
            .iter()
            .any(|name| std::env::var_os(name).is_some_and(|value| !value.is_empty()))
}
