//! The trained weights, read where they lie in the program.

/// What the model answers, in this order: the twelve categories, whether anything is to be said, at
/// least caution, stop, and the writer's own distress.
pub const OUTPUTS: usize = 16;

/// How many of the outputs are categories.
pub const CATEGORIES: usize = 12;

/// Where the other answers stand: whether anything is to be said,
pub const ANY: usize = CATEGORIES;
/// at least caution,
pub const CAUTION: usize = ANY + 1;
/// stop,
pub const STOP: usize = CAUTION + 1;
/// and the writer's own distress.
pub const SUPPORT: usize = STOP + 1;

/// Sub-vectors of a word's vector; each is one byte, a row of its codebook (product quantisation:
/// Jégou, Douze, Schmid, 2011).
pub const PARTS: usize = 8;

/// Buckets of the gram table; the next 16 bits of the hash tell grams of one bucket apart.
pub const BUCKETS: usize = 1 << 14;

/// Values that a gram's weight can take for one output.
pub const LEVELS: usize = 16;

/// First bytes of `reader/weights.bin`; they change with its layout.
pub const MAGIC: &[u8; 4] = b"LLR3";

/// The model. See `crate/trainer` for how it is made, and `docs/MODEL.md` for what of.
#[derive(Debug)]
pub(crate) struct Weights {
    /// Length of a word's vector; a multiple of [`PARTS`].
    pub(crate) dim: usize,
    /// Tokens that a filter looks at, its own in the middle.
    pub(crate) width: usize,
    /// Hashes of the known words, ascending.
    pub(crate) words: Vec<u32>,
    /// `PARTS` bytes a word.
    pub(crate) codes: &'static [u8],
    /// For each part, 256 rows of `dim / PARTS` numbers.
    pub(crate) codebooks: Vec<i16>,
    /// `dim` numbers a tag.
    pub(crate) tags: Vec<i16>,
    /// For each filter, `width * dim` numbers.
    pub(crate) conv: Vec<i16>,
    /// What one unit of a filter's sum is worth.
    pub(crate) conv_scale: Vec<f32>,
    pub(crate) conv_bias: Vec<f32>,
    /// For each category, one number a filter: what a token says of it.
    pub(crate) token: Vec<f32>,
    pub(crate) token_bias: Vec<f32>,
    /// How much the loudest tokens count for each category.
    pub(crate) loud: Vec<f32>,
    /// For each output, one number a filter's maximum, then one a filter's mean.
    pub(crate) pooled: Vec<f32>,
    pub(crate) bias: Vec<f32>,
    /// For each signal, one number an output.
    pub(crate) signals: Vec<f32>,
    /// Where each bucket's grams begin.
    pub(crate) gram_starts: Vec<u16>,
    pub(crate) gram_prints: Vec<u16>,
    /// For each gram the levels of its weights, two outputs a byte, the first in the lower half.
    pub(crate) gram_weights: &'static [u8],
    /// For each output, what each level is worth.
    pub(crate) gram_levels: Vec<f32>,
    pub(crate) gram_bias: Vec<f32>,
    /// From which logit on each output counts as said.
    pub(crate) thresholds: Vec<f32>,
}

impl Weights {
    /// Reads the bytes that the trainer wrote; `None` where they are not a model.
    pub(crate) fn parse(bytes: &'static [u8]) -> Option<Self> {
        let mut from = Reader(bytes.strip_prefix(MAGIC)?);
        let [words, dim, filters, width, tags, signals, grams] = {
            let mut sizes = [0usize; 7];
            for size in &mut sizes {
                *size = usize::from(from.u16s(1)?[0]);
            }
            sizes
        };
        Some(Self {
            dim,
            width,
            words: from.u32s(words)?,
            codes: from.take(words * PARTS)?,
            codebooks: from.i8s(256 * dim)?,
            tags: from.i16s(tags * dim)?,
            conv: from.i8s(filters * width * dim)?,
            conv_scale: from.f32s(filters)?,
            conv_bias: from.f32s(filters)?,
            token: from.f32s(CATEGORIES * filters)?,
            token_bias: from.f32s(CATEGORIES)?,
            loud: from.f32s(CATEGORIES)?,
            pooled: from.f32s(OUTPUTS * 2 * filters)?,
            bias: from.f32s(OUTPUTS)?,
            signals: from.f32s(signals * OUTPUTS)?,
            gram_starts: from.u16s(BUCKETS + 1)?,
            gram_prints: from.u16s(grams)?,
            gram_weights: from.take(grams * OUTPUTS / 2)?,
            gram_levels: from.f32s(OUTPUTS * LEVELS)?,
            gram_bias: from.f32s(OUTPUTS)?,
            thresholds: from.f32s(OUTPUTS)?,
        })
    }
}

/// Little-endian numbers, one section after another.
struct Reader(&'static [u8]);

impl Reader {
    fn take(&mut self, len: usize) -> Option<&'static [u8]> {
        let (head, rest) = self.0.split_at_checked(len)?;
        self.0 = rest;
        Some(head)
    }

    fn numbers<T, const N: usize>(&mut self, n: usize, read: fn([u8; N]) -> T) -> Option<Vec<T>> {
        let bytes = self.take(n * N)?;
        Some(bytes.as_chunks().0.iter().map(|&chunk| read(chunk)).collect())
    }

    fn u16s(&mut self, n: usize) -> Option<Vec<u16>> {
        self.numbers(n, u16::from_le_bytes)
    }

    fn u32s(&mut self, n: usize) -> Option<Vec<u32>> {
        self.numbers(n, u32::from_le_bytes)
    }

    fn f32s(&mut self, n: usize) -> Option<Vec<f32>> {
        self.numbers(n, f32::from_le_bytes)
    }

    fn i16s(&mut self, n: usize) -> Option<Vec<i16>> {
        self.numbers(n, i16::from_le_bytes)
    }

    fn i8s(&mut self, n: usize) -> Option<Vec<i16>> {
        self.numbers(n, |[byte]: [u8; 1]| i16::from(byte.cast_signed()))
    }
}
