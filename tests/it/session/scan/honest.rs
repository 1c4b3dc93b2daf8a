//! Whatever people do to a map together, none of their updates is refused, and all come to the same map.

use empathy_map::document::{Applied, Document, Step};
use empathy_map::model::EmpathyMap;
use empathy_map::session::scan::{Rules, scan};
use proptest::collection::vec;
use proptest::prelude::*;

use crate::document::assert_same;
use crate::document::random::{Choice, any_choice, edit};
use crate::support::maps::any_map;

#[derive(Clone, Debug)]
enum Deed {
    Edits(Vec<Choice>, Step),
    Undo,
    Redo,
    /// The room edits for a phone.
    Phone(Choice),
    /// The connection goes, or comes back.
    Connection,
    /// Somebody joins anew under another client id.
    Joins,
}

fn any_deed() -> impl Strategy<Value = Deed> {
    let step = prop_oneof![Just(Step::Begin), Just(Step::Continue)];
    prop_oneof![
        8 => (vec(any_choice(), 1..4), step).prop_map(|(choices, step)| Deed::Edits(choices, step)),
        3 => Just(Deed::Undo),
        2 => Just(Deed::Redo),
        2 => any_choice().prop_map(Deed::Phone),
        2 => Just(Deed::Connection),
        1 => Just(Deed::Joins),
    ]
}

struct Guest {
    document: Document,
    is_here: bool,
}

struct Session {
    room: Document,
    guests: Vec<Guest>,
    ids: usize,
}

/// Takes in what the scanner lets in: everything.
fn hears(document: &mut Document, update: &[u8], writers: Option<&[u64]>, others: &dyn Fn(u64) -> bool) -> Applied {
    let known = document.clocks();
    let depth = |client, clock| document.depth(client, clock);
    let scanned = scan(update, &Rules { known: &known, writers, others, depth: &depth }).unwrap();
    let applied = document.import(update).unwrap();
    let mut reached = known;
    reached.extend(scanned.writes);
    assert_eq!(document.clocks(), reached);
    assert!(!document.awaits_updates());
    applied
}

impl Session {
    fn of(size: usize, map: EmpathyMap) -> Self {
        let room = Document::new(map).unwrap();
        let mut session = Self { guests: Vec::new(), room, ids: 0 };
        (0..size).for_each(|_| session.joins());
        session
    }

    fn joins(&mut self) {
        let mut document = Document::empty();
        hears(&mut document, &self.room.encode_state(), None, &|_| false);
        self.guests.push(Guest { document, is_here: true });
    }

    fn does(&mut self, who: usize, deed: &Deed) {
        let mut fresh = || {
            self.ids += 1;
            format!("new{}", self.ids)
        };
        let guest = &mut self.guests[who];
        let applied = match deed {
            Deed::Edits(choices, step) => {
                let edits: Vec<_> =
                    choices.iter().filter_map(|choice| edit(guest.document.map(), choice, &mut fresh)).collect();
                guest.document.apply(&edits, *step).ok()
            }
            Deed::Undo => guest.document.undo(),
            Deed::Redo => guest.document.redo(),
            Deed::Phone(choice) => {
                let edit = edit(self.room.map(), choice, &mut fresh);
                if let Some(applied) = edit.and_then(|edit| self.room.apply_for_other(&[edit]).ok()) {
                    self.tell(None, &applied.update);
                }
                return;
            }
            Deed::Connection if guest.is_here => {
                guest.is_here = false;
                return;
            }
            Deed::Connection => return self.comes_back(who),
            Deed::Joins => {
                self.comes_back(who);
                self.guests.remove(who);
                return self.joins();
            }
        };
        let client = guest.document.client_id();
        if guest.is_here
            && let Some(Applied { update, .. }) = applied
            && !update.is_empty()
        {
            let heard = hears(&mut self.room, &update, Some(&[client]), &|_| false);
            // Rooms may pass on what came, or what it did.
            self.tell(Some(who), if self.ids.is_multiple_of(2) { &update } else { &heard.update });
        }
    }

    fn tell(&mut self, from: Option<usize>, update: &[u8]) {
        let others = self.guests.iter_mut().enumerate().filter(|(at, guest)| Some(*at) != from && guest.is_here);
        for (_, guest) in others.filter(|_| !update.is_empty()) {
            let me = guest.document.client_id();
            hears(&mut guest.document, update, None, &|client| client == me);
        }
    }

    fn comes_back(&mut self, who: usize) {
        let guest = &mut self.guests[who];
        guest.is_here = true;
        let (mine, theirs) = (guest.document.state_vector(), self.room.state_vector());
        let for_room = guest.document.diff(&theirs).unwrap();
        let for_guest = self.room.diff(&mine).unwrap();
        hears(&mut guest.document, &for_guest, None, &|_| false);
        let client = guest.document.client_id();
        let applied = hears(&mut self.room, &for_room, Some(&[client]), &|_| false);
        self.tell(Some(who), &applied.update);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 32, ..ProptestConfig::default() })]

    #[test]
    fn honest_updates_are_never_refused(map in any_map(), deeds in vec((0..3_usize, any_deed()), 20..60)) {
        let mut session = Session::of(3, map);
        for (who, deed) in &deeds {
            session.does(*who, deed);
        }
        (0..3).for_each(|who| session.comes_back(who));
        session.joins();
        for guest in &session.guests {
            assert_same(guest.document.map(), session.room.map());
            assert_same(guest.document.map(), &guest.document.rebuilt());
        }
    }
}
