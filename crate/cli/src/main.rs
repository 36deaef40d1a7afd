//! The lamplight command.

fn main() {}
