//! Quadrants, themes and comments as records.

use yrs::Any;

use crate::document::record::{FieldSpec, Kind, Record};
use crate::document::view::{Scope, Shelf, View};
use crate::model::{Comment, CommentId, Extra, ItemRef, Quadrant, QuadrantId, Theme, ThemeId, Tone};

use super::{Item, Root};

impl Item for Quadrant {
    type Id = QuadrantId;
    const ROOT: Root = Root::Quadrants;
    const WORD: &'static str = "quadrant";
    const FIELDS: &'static [FieldSpec] = &[
        ("title", Kind::Text),
        ("prompt", Kind::Text),
        ("column", Kind::Atom),
        ("row", Kind::Atom),
        ("tone", Kind::Atom),
        ("extra", Kind::Atom),
    ];

    fn id(&self) -> &QuadrantId {
        &self.id
    }

    fn item_ref(_: &QuadrantId) -> Option<ItemRef> {
        None
    }

    fn encode(&self) -> Record {
        Record::default()
            .text("title", &self.title)
            .text("prompt", &self.prompt)
            .atom("column", Some(Any::from(i64::from(self.column))))
            .atom("row", Some(Any::from(i64::from(self.row))))
            .string("tone", self.tone.key())
            .extra("extra", &self.extra)
    }

    fn decode(id: QuadrantId, mut record: Record) -> Self {
        let small = |number: Option<i64>| number.and_then(|number| u8::try_from(number).ok()).unwrap_or(0);
        Self {
            id,
            column: small(record.integer("column")),
            row: small(record.integer("row")),
            tone: record.str("tone").and_then(Tone::from_key).unwrap_or(Tone::Gray),
            extra: record.extra_of("extra"),
            title: record.take_text("title"),
            prompt: record.take_text("prompt"),
        }
    }

    fn settle(&mut self, _: &Scope<'_>) -> bool {
        true
    }

    fn texts(&mut self, visit: &mut dyn FnMut(&mut String)) {
        visit(&mut self.title);
        visit(&mut self.prompt);
    }

    fn extras(&mut self) -> Vec<&mut Extra> {
        vec![&mut self.extra]
    }

    fn parts(view: &View) -> (&Shelf<QuadrantId>, &[Self]) {
        (&view.quadrants, &view.map.quadrants)
    }

    fn parts_mut(view: &mut View) -> (&mut Shelf<QuadrantId>, &mut Vec<Self>) {
        (&mut view.quadrants, &mut view.map.quadrants)
    }
}

impl Item for Theme {
    type Id = ThemeId;
    const ROOT: Root = Root::Themes;
    const WORD: &'static str = "theme";
    const FIELDS: &'static [FieldSpec] = &[("title", Kind::Text), ("extra", Kind::Atom)];

    fn id(&self) -> &ThemeId {
        &self.id
    }

    fn item_ref(id: &ThemeId) -> Option<ItemRef> {
        Some(ItemRef::Theme(id.clone()))
    }

    fn encode(&self) -> Record {
        Record::default().text("title", &self.title).extra("extra", &self.extra)
    }

    fn decode(id: ThemeId, mut record: Record) -> Self {
        Self { id, extra: record.extra_of("extra"), title: record.take_text("title") }
    }

    fn settle(&mut self, _: &Scope<'_>) -> bool {
        true
    }

    fn texts(&mut self, visit: &mut dyn FnMut(&mut String)) {
        visit(&mut self.title);
    }

    fn extras(&mut self) -> Vec<&mut Extra> {
        vec![&mut self.extra]
    }

    fn parts(view: &View) -> (&Shelf<ThemeId>, &[Self]) {
        (&view.themes, &view.map.themes)
    }

    fn parts_mut(view: &mut View) -> (&mut Shelf<ThemeId>, &mut Vec<Self>) {
        (&mut view.themes, &mut view.map.themes)
    }
}

impl Item for Comment {
    type Id = CommentId;
    const ROOT: Root = Root::Comments;
    const WORD: &'static str = "comment";
    const FIELDS: &'static [FieldSpec] = &[
        ("text", Kind::Text),
        ("on", Kind::Atom),
        ("author", Kind::Atom),
        ("created", Kind::Atom),
        ("extra", Kind::Atom),
    ];

    fn id(&self) -> &CommentId {
        &self.id
    }

    fn item_ref(id: &CommentId) -> Option<ItemRef> {
        Some(ItemRef::Comment(id.clone()))
    }

    fn encode(&self) -> Record {
        Record::default()
            .text("text", &self.text)
            .string("on", &self.on)
            .string("author", &self.author)
            .string("created", &self.created)
            .extra("extra", &self.extra)
    }

    fn decode(id: CommentId, mut record: Record) -> Self {
        Self {
            id,
            on: record.string_of("on"),
            author: record.string_of("author"),
            created: record.string_of("created"),
            extra: record.extra_of("extra"),
            text: record.take_text("text"),
        }
    }

    fn settle(&mut self, scope: &Scope<'_>) -> bool {
        // A remark goes with the item that it is about, and comes back with it. On what never was it stands alone.
        let is_hidden = scope.is_hidden(&self.on);
        if is_hidden.is_none() {
            self.on.clear();
        }
        is_hidden != Some(true)
    }

    fn texts(&mut self, visit: &mut dyn FnMut(&mut String)) {
        for text in [&mut self.text, &mut self.author, &mut self.created] {
            visit(text);
        }
    }

    fn extras(&mut self) -> Vec<&mut Extra> {
        vec![&mut self.extra]
    }

    fn parts(view: &View) -> (&Shelf<CommentId>, &[Self]) {
        (&view.comments, &view.map.comments)
    }

    fn parts_mut(view: &mut View) -> (&mut Shelf<CommentId>, &mut Vec<Self>) {
        (&mut view.comments, &mut view.map.comments)
    }
}
