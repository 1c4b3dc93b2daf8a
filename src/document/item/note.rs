//! Notes as records.

use yrs::Any;

use crate::document::record::{FieldSpec, Kind, Record, as_array, as_finite, as_str};
use crate::document::view::{Scope, Shelf, View};
use crate::model::{Evidence, Extra, Feeling, ItemRef, Note, NoteId, Point, QuadrantId, ThemeId};

use super::{Item, Root};

impl Item for Note {
    type Id = NoteId;
    const ROOT: Root = Root::Notes;
    const WORD: &'static str = "note";
    const FIELDS: &'static [FieldSpec] = &[
        ("text", Kind::Text),
        ("p", Kind::Atom),
        ("theme", Kind::Atom),
        ("evidence", Kind::Atom),
        ("feeling", Kind::Atom),
        ("source", Kind::Atom),
        ("author", Kind::Atom),
        ("created", Kind::Atom),
        ("w", Kind::List),
        ("t", Kind::List),
        ("v", Kind::Counts),
        ("extra", Kind::Atom),
        ("p.extra", Kind::Atom),
    ];

    fn id(&self) -> &NoteId {
        &self.id
    }

    fn item_ref(id: &NoteId) -> Option<ItemRef> {
        Some(ItemRef::Note(id.clone()))
    }

    fn encode(&self) -> Record {
        // Quadrant and place are one value, so that two people who move a note never tear it.
        let mut place = vec![Any::from(self.quadrant.as_str())];
        place.extend(self.at.iter().flat_map(|at| [Any::from(at.x), Any::from(at.y)]));
        Record::default()
            .text("text", &self.text)
            .atom("p", Some(Any::Array(place.into())))
            .atom("theme", self.theme.as_ref().map(|theme| Any::from(theme.as_str())))
            .atom("evidence", self.evidence.map(|evidence| Any::from(evidence.key())))
            .atom("feeling", self.feeling.map(|feeling| Any::from(feeling.step())))
            .string("source", &self.source)
            .string("author", &self.author)
            .string("created", &self.created)
            .list("w", &self.who)
            .list("t", &self.tags)
            .counts("v", &self.votes)
            .extra("extra", &self.extra)
            .extra("p.extra", &self.at_extra)
    }

    fn decode(id: NoteId, mut record: Record) -> Self {
        let place = record.value("p").map(as_array).unwrap_or_default();
        let number = |at: usize| place.get(at).and_then(as_finite);
        Self {
            id,
            quadrant: QuadrantId::new(place.first().and_then(as_str).unwrap_or_default()),
            at: number(1).zip(number(2)).map(|(x, y)| Point { x, y }),
            theme: record.str("theme").map(ThemeId::from),
            evidence: record.str("evidence").and_then(Evidence::from_key),
            feeling: record.integer("feeling").and_then(Feeling::new),
            source: record.string_of("source"),
            author: record.string_of("author"),
            created: record.string_of("created"),
            extra: record.extra_of("extra"),
            at_extra: record.extra_of("p.extra"),
            text: record.take_text("text"),
            who: record.take_list("w"),
            tags: record.take_list("t"),
            votes: record.take_counts("v"),
        }
    }

    fn settle(&mut self, scope: &Scope<'_>) -> bool {
        self.theme.take_if(|theme| !scope.has_theme(theme));
        if !scope.has_quadrant(&self.quadrant) {
            // Somebody took the quadrant away: the note is placed anew in the first one.
            if let Some(first) = scope.first_quadrant() {
                self.quadrant = first.clone();
                self.at = None;
            }
        }
        true
    }

    fn texts(&mut self, visit: &mut dyn FnMut(&mut String)) {
        for text in [&mut self.text, &mut self.source, &mut self.author, &mut self.created] {
            visit(text);
        }
        self.who.iter_mut().chain(&mut self.tags).for_each(visit);
    }

    fn extras(&mut self) -> Vec<&mut Extra> {
        vec![&mut self.extra, &mut self.at_extra]
    }

    fn parts(view: &View) -> (&Shelf<NoteId>, &[Self]) {
        (&view.notes, &view.map.notes)
    }

    fn parts_mut(view: &mut View) -> (&mut Shelf<NoteId>, &mut Vec<Self>) {
        (&mut view.notes, &mut view.map.notes)
    }
}
