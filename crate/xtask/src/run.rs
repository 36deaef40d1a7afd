//! Lets a person, or a machine without a window, see Lamplight at work.

use crate::node::Node;
use crate::workspace::{Workspace, run};
use crate::{build, chromium, test};
use anyhow::Result;

/// Opens the practice site with Lamplight, or types its posts by itself and reports on them.
pub(crate) fn practice(workspace: &Workspace, headless: bool) -> Result<()> {
    let chromium = chromium::ready()?;
    build::chromium(workspace)?;
    let node = Node::ready(workspace)?;
    let unseen = headless || !chromium::has_display();
    let script = if unseen { "tests/practice/tour.ts" } else { "tests/practice/open.ts" };
    let bundled = test::bundle(workspace, &node, &[script.into()])?;
    run(node.node(bundled).current_dir(&workspace.root).env("CHROMIUM", chromium))
}
