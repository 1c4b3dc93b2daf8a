//! The whole fence: honest updates with some bytes changed. Those that pass the scanner go through the document, which never
//! panics and keeps its rules.

use empathy_map::document::{Document, Edit, Step, TextTarget};
use empathy_map::model::{EmpathyMap, ItemRef, Note};
use empathy_map::session::scan::{Rules, scan, scan_state_vector};

use super::on_a_small_stack;

/// Mutants in one run of the tests; more with `MUTANTS=1000000`.
const MUTANTS: usize = 20_000;

/// Numbers that look random and are the same in each run.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 33) as usize % sides
    }

    /// The update with some bytes changed, put in, taken out, doubled or taken from another.
    fn mutate(&mut self, update: &[u8], other: &[u8]) -> Vec<u8> {
        let mut bytes = update.to_vec();
        for _ in 0..1 + self.roll(4) {
            let at = self.roll(bytes.len().max(1)).min(bytes.len().saturating_sub(1));
            match self.roll(8) {
                _ if bytes.is_empty() => bytes.push(self.roll(256) as u8),
                0 => bytes[at] ^= 1 << self.roll(8),
                1 => bytes[at] = self.roll(256) as u8,
                2 => bytes[at] = bytes[at].wrapping_add(1),
                3 => bytes[at] = bytes[at].wrapping_sub(1),
                4 => bytes.insert(at, self.roll(256) as u8),
                5 => drop(bytes.remove(at)),
                6 => bytes[at] = [0, 1, 4, 7, 8, 0x21, 0x27, 0x28, 0x81, 0x84, 0x87, 0xc4, 0x7f, 0xff][self.roll(14)],
                _ => {
                    let (from, len) = (self.roll(other.len()), 1 + self.roll(12));
                    let piece = &other[from..(from + len).min(other.len())];
                    let to = (at + if self.roll(2) == 0 { piece.len() } else { 0 }).min(bytes.len());
                    bytes.splice(at..to, piece.iter().copied());
                }
            }
        }
        bytes
    }
}

/// A state, and an honest update that builds on it.
struct Pair {
    state: Vec<u8>,
    update: Vec<u8>,
}

fn pairs() -> Vec<Pair> {
    let note = |id: &str, text: &str| Note::new(id.into(), "thinks".into(), text);
    let notes = vec![note("n1", "One 😀 and more"), note("n2", "Zwei")];
    let mut ana = Document::new(EmpathyMap { notes, ..Default::default() }).unwrap();
    let mut ben = Document::empty();
    ben.import(&ana.encode_state()).unwrap();
    let mut pairs = vec![Pair { state: Document::empty().encode_state(), update: ana.encode_state() }];
    for round in 0..12 {
        let (writer, reader) = if round % 3 == 0 { (&mut ben, &mut ana) } else { (&mut ana, &mut ben) };
        let target = TextTarget::Note("n1".into());
        let before = target.read(writer.map()).unwrap().to_owned();
        let rest: String = before.chars().skip(if round % 2 == 0 { 4 } else { 6 }).collect();
        let after = format!("One {round}🙂{rest}");
        let edits = match round % 6 {
            1 => vec![Edit::AddNotes(vec![note(&format!("new{round}"), "New")])],
            4 => vec![Edit::Delete(vec![ItemRef::Note("n2".into())])],
            _ => vec![
                Edit::EditText { target, before, after },
                Edit::SetVote { note: "n1".into(), voter: "v".into(), count: round },
            ],
        };
        let state = reader.encode_state();
        let update = match round % 6 {
            5 => writer.undo().unwrap().update,
            _ => writer.apply(&edits, Step::Begin).unwrap().update,
        };
        reader.import(&update).unwrap();
        pairs.push(Pair { state, update });
        if round % 4 == 3 {
            let state = pairs[round as usize / 2].state.clone();
            let older = Document::restore(&state, &[]).unwrap();
            pairs.push(Pair { update: writer.diff(&older.state_vector()).unwrap(), state });
        }
    }
    pairs
}

#[test]
fn what_passes_the_scanner_harms_no_document() {
    on_a_small_stack(|| {
        let pairs = pairs();
        let mut dice = Dice(0x9e37_79b9_7f4a_7c15);
        let mutants = std::env::var("MUTANTS").ok().and_then(|count| count.parse().ok()).unwrap_or(MUTANTS);
        let mut fresh: Vec<Option<Document>> = pairs.iter().map(|_| None).collect();
        let mut taken = 0;
        for _ in 0..mutants {
            let at = dice.roll(pairs.len());
            let other = dice.roll(pairs.len());
            let mutant = dice.mutate(&pairs[at].update, &pairs[other].update);
            let document = fresh[at].get_or_insert_with(|| Document::restore(&pairs[at].state, &[]).unwrap());
            let depth = |client, clock| document.depth(client, clock);
            let rules = Rules { known: &document.clocks(), writers: None, others: &|_| false, depth: &depth };
            if scan(&mutant, &rules).is_err() {
                continue;
            }
            taken += usize::from(document.import(&mutant).is_ok());
            works(document, &mut dice);
            fresh[at] = None;
        }
        assert!(taken > mutants / 100, "of {mutants} mutants only {taken} came through");
    });
}

/// Uses a document in every way, and looks whether it keeps its rules.
fn works(document: &mut Document, dice: &mut Dice) {
    let check = |document: &Document| {
        document.map().check().unwrap();
        assert_eq!(*document.map(), document.rebuilt());
    };
    check(document);
    assert!(!document.awaits_updates());
    let target = TextTarget::Note("n1".into());
    if let Some(before) = target.read(document.map()).map(str::to_owned) {
        let edit = Edit::EditText { target, after: format!("{before}!"), before };
        document.apply(&[edit, Edit::Delete(vec![ItemRef::Note("n1".into())])], Step::Begin).unwrap();
        document.undo().unwrap();
        check(document);
    }
    let mut clocks: Vec<(u64, u32)> = document.clocks().into_iter().collect();
    clocks.iter_mut().for_each(|(_, clock)| *clock = dice.roll(*clock as usize + 3) as u32);
    let mut vector = Vec::new();
    empathy_map::session::wire::put_number(&mut vector, clocks.len() as u64);
    for (client, clock) in clocks {
        empathy_map::session::wire::put_number(&mut vector, client);
        empathy_map::session::wire::put_number(&mut vector, clock.into());
    }
    scan_state_vector(&vector).unwrap();
    document.diff(&vector).unwrap();
    // Whoever joins next gets all of it, and must be able to take it.
    let state = document.encode_state();
    scan(&state, &Rules { known: &Default::default(), writers: None, others: &|_| false, depth: &|_, _| None })
        .unwrap();
    let mut again = Document::empty();
    again.import(&state).unwrap();
    check(&again);
}
