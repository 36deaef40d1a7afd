//! Node and the npm packages that check, bundle and test; nothing of theirs is shipped.

use crate::workspace::{Workspace, output, run};
use anyhow::{Context, Result, bail};
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The oldest Node that the packages run on.
const OLDEST_NODE: u32 = 20;

/// npm's packages, installed as the lock file says.
pub(crate) struct Node {
    modules: PathBuf,
}

impl Node {
    /// Installs what `package-lock.json` says unless that is what is there.
    pub(crate) fn ready(workspace: &Workspace) -> Result<Self> {
        let version = output(&mut command("node", ["--version"]))
            .context("Node is needed: install Node 20 or newer (https://nodejs.org)")?;
        let major = version.trim().trim_start_matches('v').split('.').next().unwrap_or("");
        if major.parse::<u32>().unwrap_or(0) < OLDEST_NODE {
            bail!("Node {} is too old: install Node {OLDEST_NODE} or newer", version.trim());
        }

        let extension = workspace.path("extension");
        let modules = extension.join("node_modules");
        let lock = fs::read(extension.join("package-lock.json"))?;
        let installed = modules.join(".installed-from-lock");
        if fs::read(&installed).ok().as_deref() != Some(&lock[..]) {
            eprintln!("Installing npm packages");
            let mut npm = command("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund"]);
            run(npm.current_dir(&extension))?;
            fs::write(installed, lock)?;
        }
        Ok(Self { modules })
    }

    /// `node` that finds the packages from any directory.
    pub(crate) fn node<S: AsRef<OsStr>>(&self, args: impl IntoIterator<Item = S>) -> Command {
        let mut node = command("node", args);
        node.env("NODE_PATH", &self.modules);
        node
    }

    /// A package's own command, by its script inside `node_modules`.
    pub(crate) fn tool<S: AsRef<OsStr>>(
        &self,
        script: &str,
        args: impl IntoIterator<Item = S>,
    ) -> Command {
        let mut tool = self.node([self.modules.join(script)]);
        tool.args(args);
        tool
    }

    /// esbuild, saying only what is wrong.
    pub(crate) fn esbuild(&self) -> Command {
        self.tool("esbuild/bin/esbuild", ["--bundle", "--log-level=warning"])
    }

    /// Bundles scripts for Node, each to one file of the same place below `to`; packages stay out.
    pub(crate) fn bundle_for_node(
        &self,
        from: &Path,
        to: &Path,
        scripts: &[PathBuf],
    ) -> Result<()> {
        if to.exists() {
            fs::remove_dir_all(to)?;
        }
        let mut esbuild = self.esbuild();
        esbuild.current_dir(from).args(scripts).args([
            "--platform=node",
            "--format=cjs",
            "--packages=external",
            // The paths in tests/tsconfig.json are for types alone.
            "--tsconfig-raw={}",
            "--loader:.css=text",
            "--sourcemap=inline",
            "--out-extension:.js=.cjs",
        ]);
        run(esbuild.arg(flag("--outbase=", from)).arg(flag("--outdir=", to)))
    }
}

/// An option whose value is a path.
pub(crate) fn flag(option: &str, path: &Path) -> std::ffi::OsString {
    let mut flag = std::ffi::OsString::from(option);
    flag.push(path);
    flag
}

fn command<S: AsRef<OsStr>>(program: &str, args: impl IntoIterator<Item = S>) -> Command {
    let mut command = Command::new(program);
    command.args(args);
    command
}
