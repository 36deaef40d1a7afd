//! The command's behaviour, as data: `cmd/*.toml`.

#![allow(missing_docs)]

#[test]
fn behaves_as_documented() {
    trycmd::TestCases::new().case("tests/cmd/*.toml");
}
