//! FNV-1a (Fowler, Noll, Vo), 32 bits: how the trained model names words, grams and tags. Shared with
//! the build, so that both give a thing the same name.

/// The hash of nothing.
pub(crate) const SEED: u32 = 0x811c_9dc5;

/// The hash `seed`, carried on over `bytes`.
pub(crate) fn fnv(seed: u32, bytes: &[u8]) -> u32 {
    bytes.iter().fold(seed, |h, &b| (h ^ u32::from(b)).wrapping_mul(0x0100_0193))
}
