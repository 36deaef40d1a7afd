//! Assembles the extension: Wasm from Rust, one file from each script, pages, icons, manifest.

use crate::node::{Node, flag};
use crate::workspace::{Workspace, output, run};
use anyhow::{Context, Result};
use flate2::{Compression, write::GzEncoder};
use lamplight_core::locale::{self, Locale};
use lamplight_core::sites;
use serde_json::{Map, Value, json};
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;
use wasm_bindgen_cli_support::Bindgen;

/// What runs in a browser's worker and in our own pages.
pub(crate) const WASM: &str = "wasm32-unknown-unknown";

/// The crates that run in the browser, each with the name that scripts import its glue by.
pub(crate) const WASM_CRATES: [(&str, &str); 2] =
    [("lamplight-wasm", "lamplight_wasm"), ("lamplight-pages", "lamplight_pages")];

/// A browser's assembled extension.
pub(crate) struct Dist(pub(crate) PathBuf);

/// Assembles `dist/chromium`.
pub(crate) fn chromium(workspace: &Workspace) -> Result<Dist> {
    ensure_wasm_target(workspace)?;
    let node = Node::ready(workspace)?;
    compile_wasm(workspace)?;

    let dist = workspace.path("dist/chromium");
    if dist.exists() {
        fs::remove_dir_all(&dist)?;
    }
    fs::create_dir_all(&dist)?;
    let glue = generate_glue(workspace, &dist)?;
    bundle_scripts(workspace, &node, &glue, &dist)?;
    copy_pages(&workspace.path("extension"), &dist)?;
    write_messages(&dist)?;
    fs::write(dist.join("manifest.json"), chromium_manifest(workspace)?)?;
    Ok(Dist(dist))
}

/// Fetches the Wasm target where it is missing.
pub(crate) fn ensure_wasm_target(workspace: &Workspace) -> Result<()> {
    let mut rustc = Command::new("rustc");
    rustc.args(["--print", "target-libdir", "--target", WASM]).current_dir(&workspace.root);
    let libs = output(&mut rustc)?;
    if Path::new(libs.trim()).is_dir() {
        return Ok(());
    }
    let mut rustup = Command::new("rustup");
    rustup.args(["target", "add", WASM]).current_dir(&workspace.root);
    run(&mut rustup).with_context(|| {
        format!(
            "this Rust has no {WASM} target, and rustup could not add it: \
             install Rust by rustup (https://rustup.rs), or the target from where this Rust came"
        )
    })
}

fn compile_wasm(workspace: &Workspace) -> Result<()> {
    let mut cargo = workspace.cargo(["build", "--release", "--lib", "--target", WASM]);
    for (package, _) in WASM_CRATES {
        cargo.args(["--package", package]);
    }
    // Panics name source files: without this the shipped Wasm would hold the builder's home.
    let cargo_home = std::env::var_os("CARGO_HOME").map(PathBuf::from);
    let cargo_home = cargo_home.or_else(|| Some(std::env::home_dir()?.join(".cargo")));
    let hidden = [(cargo_home.as_deref(), "cargo"), (Some(&*workspace.root), ".")];
    let flags: Vec<String> = hidden
        .into_iter()
        .filter_map(|(path, name)| Some(format!("--remap-path-prefix={}={name}", path?.display())))
        .collect();
    cargo.env("CARGO_ENCODED_RUSTFLAGS", flags.join("\u{1f}"));
    // The glue's writer reads the names and features that a full strip takes away.
    run(cargo.env("CARGO_PROFILE_RELEASE_STRIP", "debuginfo"))
}

/// Writes the glue (JavaScript and its types) to `dist/glue` and the Wasm beside the scripts.
fn generate_glue(workspace: &Workspace, dist: &Path) -> Result<PathBuf> {
    let glue = workspace.path("dist/glue");
    for (_, name) in WASM_CRATES {
        let wasm = workspace.target.join(WASM).join("release").join(name).with_extension("wasm");
        Bindgen::new()
            .input_path(&wasm)
            .web(true)?
            .typescript(true)
            .out_name(name)
            .reset_state_function(true)
            .remove_name_section(true)
            .remove_producers_section(true)
            .generate(&glue)
            .with_context(|| format!("cannot write the glue of {}", wasm.display()))?;
        let file = format!("{name}_bg.wasm");
        fs::copy(glue.join(&file), dist.join(&file))?;
    }
    Ok(glue)
}

/// Each script becomes one file, so that no module of ours is reachable from a page.
fn bundle_scripts(workspace: &Workspace, node: &Node, glue: &Path, dist: &Path) -> Result<()> {
    let esbuild = || {
        let mut esbuild = node.esbuild();
        esbuild.current_dir(workspace.path("extension"));
        esbuild.args(["--minify", "--target=chrome120,firefox121", "--legal-comments=none"]);
        for (_, name) in WASM_CRATES {
            let script = glue.join(name).with_extension("js");
            esbuild.arg(flag(&format!("--alias:{name}="), &script));
        }
        esbuild
    };
    let mut modules = esbuild();
    modules.args(["worker.ts", "popup.ts", "guidance.ts", "--format=esm"]);
    run(modules.arg(flag("--outdir=", dist)))?;
    let mut content = esbuild();
    content.args(["content/main.ts", "--format=iife", "--loader:.css=text"]);
    run(content.arg(flag("--outfile=", &dist.join("content.js"))))
}

/// Copies what is shipped as it is: pages, their styles, icons.
fn copy_pages(extension: &Path, dist: &Path) -> Result<()> {
    for entry in fs::read_dir(extension)? {
        let file = entry?.path();
        let shipped = file.extension().is_some_and(|kind| kind == "html" || kind == "css");
        if let (true, Some(name)) = (shipped, file.file_name()) {
            fs::copy(&file, dist.join(name))?;
        }
    }
    let icons = dist.join("icons");
    fs::create_dir_all(&icons)?;
    for entry in fs::read_dir(extension.join("icons"))? {
        let icon = entry?;
        fs::copy(icon.path(), icons.join(icon.file_name()))?;
    }
    Ok(())
}

/// Writes the name and description that browsers show, from the core's own strings.
fn write_messages(dist: &Path) -> Result<()> {
    for locale in Locale::ALL {
        let messages: Map<String, Value> = locale::manifest_messages(locale)
            .map(|(key, text)| (key.to_owned(), json!({ "message": text })))
            .collect();
        let folder = dist.join("_locales").join(locale.tag());
        fs::create_dir_all(&folder)?;
        fs::write(folder.join("messages.json"), serde_json::to_string_pretty(&messages)?)?;
    }
    Ok(())
}

/// The one manifest with the sites that are read without asking, less what only Firefox reads.
fn chromium_manifest(workspace: &Workspace) -> Result<String> {
    let source = fs::read_to_string(workspace.path("manifest.json")).context("manifest.json")?;
    let mut manifest: Value = serde_json::from_str(&source).context("manifest.json")?;
    let scripts = manifest["content_scripts"].as_array_mut().context("no content_scripts")?;
    for script in scripts {
        // Each pattern covers the host itself too.
        script["matches"] =
            sites::default_hosts().iter().map(|host| format!("*://*.{host}/*")).collect();
    }
    if let Some(keys) = manifest.as_object_mut() {
        keys.remove("browser_specific_settings");
    }
    if let Some(background) = manifest["background"].as_object_mut() {
        background.remove("scripts");
    }
    Ok(serde_json::to_string_pretty(&manifest)?)
}

impl Dist {
    /// Prints what a user downloads and what every page pays for.
    pub(crate) fn print_sizes(&self) {
        println!("{}", self.0.display());
        let wasm = WASM_CRATES.map(|(_, name)| format!("{name}_bg.wasm"));
        for file in ["content.js", "worker.js"].into_iter().chain(wasm.iter().map(String::as_str)) {
            let Ok(bytes) = fs::read(self.0.join(file)) else {
                continue;
            };
            let gzip = gzip_size(&bytes).map_or(0, kb);
            println!("  {file:<24} {:>6} kB  {gzip:>6} kB gzip", kb(bytes.len()));
        }
    }
}

fn gzip_size(bytes: &[u8]) -> std::io::Result<usize> {
    let mut gzip = GzEncoder::new(Vec::new(), Compression::best());
    gzip.write_all(bytes)?;
    Ok(gzip.finish()?.len())
}

fn kb(bytes: usize) -> usize {
    bytes.div_ceil(1000)
}
