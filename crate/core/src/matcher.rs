//! Runs the shared automaton over a post, once.

use crate::generated as data;
use crate::lattice::Lattice;
use crate::program::{Inst, Sym};
use crate::token::Tokens;

/// One match of one pattern, in token indices.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Hit {
    /// Index into `generated::OWNERS`.
    pub(crate) pattern: u32,
    /// First token of the match.
    pub(crate) start: usize,
    /// One past its last token.
    pub(crate) end: usize,
    /// First token of the marked part.
    pub(crate) mark_start: usize,
    /// One past the last token of the marked part.
    pub(crate) mark_end: usize,
}

#[derive(Clone, Copy)]
struct Thread {
    pc: u32,
    start: u32,
    mark_start: u32,
    mark_end: u32,
    /// In a gap, how many tokens it may still take.
    left: u8,
}

const NONE: u32 = u32::MAX;

/// Words of a row of bits, one bit a set.
const SET_WORDS: usize = data::SETS.div_ceil(64);

/// Longest edge, in tokens; longer phrases are refused at build time.
const REACH: usize = 16;

/// All matches of all patterns, by where they end. Of matches of one pattern that end at the same
/// token by the same path, the one that starts last is kept, since it marks least.
///
/// Linear in the number of tokens: the live threads are bounded by the size of the program.
pub(crate) fn run(tokens: &Tokens, lattice: &Lattice) -> Vec<Hit> {
    let n = tokens.list.len();
    let mut machine = Machine {
        tokens,
        waiting: std::array::from_fn(|_| Vec::new()),
        ahead: vec![[0; SET_WORDS]; REACH],
        met: vec![Met::default(); data::SETS],
        seen: vec![0; data::PROGRAM.len()],
        hits: Vec::new(),
    };
    let possible = possible(n, lattice);
    let mut live = Vec::new();
    (0..REACH).for_each(|i| machine.look_ahead(i, lattice));
    for i in 0..n {
        live.clear();
        let arrived = std::mem::take(&mut machine.waiting[i % REACH]);
        machine.meet(i, lattice);
        let first = tokens.starts_sentence(i);
        for edge in lattice.at(i) {
            let sym = edge.sym as usize;
            let from = data::STARTS_AT[sym] as usize;
            let to = data::STARTS_AT[sym + 1] as usize;
            for begin in &data::STARTS[from..to] {
                if possible[begin.pattern as usize] && (!begin.sentence || first) {
                    let start = i as u32;
                    let mark_start = if begin.opened { start } else { NONE };
                    let thread =
                        Thread { pc: begin.pc, start, mark_start, mark_end: NONE, left: 0 };
                    enqueue(&mut machine.seen, &mut live, thread, i);
                }
            }
        }
        live.extend_from_slice(&arrived);
        for &thread in &live {
            machine.step(thread, i);
        }
        let mut spent = arrived;
        spent.clear();
        machine.waiting[i % REACH] = spent;
        machine.look_ahead(i + REACH, lattice);
    }
    machine.hits
}

/// For each pattern, whether the post holds something of all that it cannot do without. Most
/// patterns begin with a common word and wait for a rare one: those whose rare one is nowhere need
/// not be begun.
fn possible(n: usize, lattice: &Lattice) -> Vec<bool> {
    let mut sets = vec![false; data::SETS];
    for edge in (0..n).flat_map(|i| lattice.at(i)) {
        sets_of(edge.sym).iter().for_each(|&set| sets[set as usize] = true);
    }
    data::REQUIRED.iter().map(|needs| needs.iter().all(|&set| sets[set as usize])).collect()
}

/// The sets that a symbol belongs to.
fn sets_of(sym: Sym) -> &'static [u16] {
    let at = |i: usize| data::SYM_SETS_AT[i] as usize;
    &data::SYM_SETS[at(sym as usize)..at(sym as usize + 1)]
}

/// What of a set stands at a token: worked out once for all threads that ask.
#[derive(Clone, Copy, Default)]
struct Met {
    /// The token it was last met at, counted from one.
    token: u32,
    /// The lengths of its edges there, as bits.
    lengths: u32,
}

struct Machine<'a> {
    tokens: &'a Tokens,
    /// Which sets have a symbol at token `i`, as bits, at `i % REACH`: most threads would die at the
    /// token that they are queued for, and are not queued.
    ahead: Vec<[u64; SET_WORDS]>,
    /// By set.
    met: Vec<Met>,
    /// Threads that wait for token `i`, at `i % REACH`.
    waiting: [Vec<Thread>; REACH],
    /// For each instruction the last token that it was queued for, counted from one, and in the
    /// lowest byte what was left of its gap. Nought is free to allocate.
    seen: Vec<u32>,
    hits: Vec<Hit>,
}

impl Machine<'_> {
    /// Fills the bits of token `i`.
    fn look_ahead(&mut self, i: usize, lattice: &Lattice) {
        let bits = &mut self.ahead[i % REACH];
        bits.fill(0);
        for edge in lattice.at(i) {
            for &set in sets_of(edge.sym) {
                bits[usize::from(set) / 64] |= 1 << (set % 64);
            }
        }
    }

    /// Notes the sets whose symbols begin at token `i`.
    fn meet(&mut self, i: usize, lattice: &Lattice) {
        let token = i as u32 + 1;
        for edge in lattice.at(i) {
            for &set in sets_of(edge.sym) {
                let met = &mut self.met[set as usize];
                if met.token != token {
                    *met = Met { token, lengths: 0 };
                }
                met.lengths |= 1 << edge.len;
            }
        }
    }

    /// Whether a symbol of `set` stands at token `at`, which is no further ahead than an edge reaches.
    fn stands(&self, set: u16, at: usize) -> bool {
        self.ahead[at % REACH][usize::from(set) / 64] & (1 << (set % 64)) != 0
    }

    /// Whether `thread` may take token `at`: it is there, and in the sentence of the token before
    /// unless the thread may cross.
    fn may_stand(&self, thread: Thread, cross: bool, at: usize) -> bool {
        at < self.tokens.list.len()
            && (cross || at == thread.start as usize || !self.tokens.starts_sentence(at))
    }

    /// Lets one thread take what it wants at token `i`; that it can was seen when it was queued.
    fn step(&mut self, thread: Thread, i: usize) {
        match data::PROGRAM[thread.pc as usize] {
            Inst::OneOf { set, .. } => {
                let mut lengths = self.met[set as usize].lengths;
                while lengths != 0 {
                    self.advance(thread, i + lengths.trailing_zeros() as usize);
                    lengths &= lengths - 1;
                }
            }
            Inst::Not { .. } | Inst::Any { .. } => self.advance(thread, i + 1),
            Inst::Gap { cross, .. } => {
                self.advance(thread, i + 1);
                if thread.left > 1 && self.may_stand(thread, cross, i + 1) {
                    let thread = Thread { left: thread.left - 1, ..thread };
                    let queue = &mut self.waiting[(i + 1) % REACH];
                    enqueue(&mut self.seen, queue, thread, i + 1);
                }
            }
            _ => {}
        }
    }

    fn advance(&mut self, thread: Thread, to: usize) {
        let slot = to % REACH;
        let mut queue = std::mem::take(&mut self.waiting[slot]);
        self.follow(Thread { pc: thread.pc + 1, ..thread }, to, &mut queue);
        self.waiting[slot] = queue;
    }

    /// Queues a thread for token `at`, going through the instructions that take nothing.
    fn follow(&mut self, mut thread: Thread, at: usize, queue: &mut Vec<Thread>) {
        loop {
            match data::PROGRAM[thread.pc as usize] {
                Inst::Split { to } => {
                    self.follow(Thread { pc: thread.pc + 1, ..thread }, at, queue);
                    thread.pc = to;
                }
                Inst::Jump { to } => thread.pc = to,
                Inst::Open => {
                    thread.mark_start = at as u32;
                    thread.pc += 1;
                }
                Inst::Close => {
                    thread.mark_end = at as u32;
                    thread.pc += 1;
                }
                Inst::First if self.tokens.starts_sentence_or_end(at) => thread.pc += 1,
                Inst::Last if self.tokens.starts_sentence_or_end(at) => thread.pc += 1,
                Inst::First | Inst::Last => return,
                Inst::Accept { pattern } => {
                    let start = thread.start as usize;
                    let whole = thread.mark_start == NONE;
                    self.hits.push(Hit {
                        pattern,
                        start,
                        end: at,
                        mark_start: if whole { start } else { thread.mark_start as usize },
                        mark_end: if thread.mark_end == NONE {
                            at
                        } else {
                            thread.mark_end as usize
                        },
                    });
                    return;
                }
                Inst::Gap { most, cross } => {
                    if self.may_stand(thread, cross, at) {
                        enqueue(&mut self.seen, queue, Thread { left: most, ..thread }, at);
                    }
                    thread.pc += 1;
                }
                Inst::OneOf { set, cross } => {
                    if self.stands(set, at) && self.may_stand(thread, cross, at) {
                        enqueue(&mut self.seen, queue, Thread { left: 0, ..thread }, at);
                    }
                    return;
                }
                Inst::Not { set, cross } => {
                    if !self.stands(set, at) && self.may_stand(thread, cross, at) {
                        enqueue(&mut self.seen, queue, Thread { left: 0, ..thread }, at);
                    }
                    return;
                }
                Inst::Any { cross } => {
                    if self.may_stand(thread, cross, at) {
                        enqueue(&mut self.seen, queue, Thread { left: 0, ..thread }, at);
                    }
                    return;
                }
            }
        }
    }
}

/// Queues `thread` for token `at`, unless one that can do as much stands there already: at the same
/// instruction, with as much left of its gap.
fn enqueue(seen: &mut [u32], queue: &mut Vec<Thread>, thread: Thread, at: usize) {
    let seen = &mut seen[thread.pc as usize];
    // Beyond sixteen million tokens threads are taken for one another and less is found.
    let token = (at as u32 + 1).min(u32::MAX >> 8) << 8;
    if *seen & !0xff != token || *seen & 0xff < u32::from(thread.left) {
        *seen = token | u32::from(thread.left);
        queue.push(thread);
    }
}
