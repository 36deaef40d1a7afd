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
        met: vec![Met::default(); data::SETS],
        seen: vec![0; data::PROGRAM.len()],
        hits: Vec::new(),
    };
    let possible = possible(n, lattice);
    let mut live = Vec::new();
    for i in 0..n {
        live.clear();
        let arrived = std::mem::take(&mut machine.waiting[i % REACH]);
        machine.meet(i, lattice);
        for edge in lattice.at(i) {
            let sym = edge.sym as usize;
            let from = data::STARTS_AT[sym] as usize;
            let to = data::STARTS_AT[sym + 1] as usize;
            for &(pc, pattern) in &data::STARTS[from..to] {
                if !possible[pattern as usize] {
                    continue;
                }
                let start = i as u32;
                let thread = Thread { pc, start, mark_start: NONE, mark_end: NONE, left: 0 };
                machine.follow(thread, i, &mut live);
            }
        }
        live.extend_from_slice(&arrived);
        for &thread in &live {
            machine.step(thread, i, lattice);
        }
        let mut spent = arrived;
        spent.clear();
        machine.waiting[i % REACH] = spent;
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

    /// The lengths of the edges of `set` at token `i`, as bits.
    fn lengths(&self, set: u16, i: usize) -> u32 {
        let met = self.met[set as usize];
        if met.token == i as u32 + 1 { met.lengths } else { 0 }
    }

    /// Lets one thread take what it wants at token `i`.
    fn step(&mut self, thread: Thread, i: usize, lattice: &Lattice) {
        let fits =
            |cross: bool| cross || i == thread.start as usize || !self.tokens.starts_sentence(i);
        match data::PROGRAM[thread.pc as usize] {
            Inst::Sym { sym, cross } if fits(cross) => {
                for edge in lattice.at(i).iter().filter(|e| e.sym == sym) {
                    self.advance(thread, i + edge.len as usize);
                }
            }
            Inst::OneOf { set, cross } if fits(cross) => {
                let mut lengths = self.lengths(set, i);
                while lengths != 0 {
                    self.advance(thread, i + lengths.trailing_zeros() as usize);
                    lengths &= lengths - 1;
                }
            }
            Inst::Not { set, cross } if fits(cross) && self.lengths(set, i) == 0 => {
                self.advance(thread, i + 1);
            }
            Inst::Any { cross } if fits(cross) => self.advance(thread, i + 1),
            Inst::Gap { cross, .. } if fits(cross) => {
                self.advance(thread, i + 1);
                if thread.left > 1 {
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
                Inst::Gap { most, .. } => {
                    enqueue(&mut self.seen, queue, Thread { left: most, ..thread }, at);
                    thread.pc += 1;
                }
                Inst::Sym { .. } | Inst::OneOf { .. } | Inst::Not { .. } | Inst::Any { .. } => {
                    enqueue(&mut self.seen, queue, Thread { left: 0, ..thread }, at);
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
