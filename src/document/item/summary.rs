//! Needs, motivations and tensions as records.

use std::collections::HashSet;

use yrs::Any;

use crate::document::record::{FieldSpec, Kind, Record, as_array, as_extra, as_integer, as_str};
use crate::document::view::{Scope, Shelf, View};
use crate::model::{
    Cause, Direction, Driver, Evidence, Extra, ItemRef, Motivation, MotivationId, Need, NeedId, NoteId, Plan, Priority,
    Severity, Tension, TensionId, limits,
};

use super::{Item, Root};

fn keep_notes(links: &mut Vec<NoteId>, scope: &Scope<'_>) {
    let mut seen = HashSet::new();
    links.retain(|note| scope.has_note(note) && seen.insert(note.clone()));
}

impl Item for Need {
    type Id = NeedId;
    const ROOT: Root = Root::Needs;
    const WORD: &'static str = "need";
    const FIELDS: &'static [FieldSpec] = &[
        ("who", Kind::Text),
        ("statement", Kind::Text),
        ("because", Kind::Text),
        ("when", Kind::Text),
        ("so_that", Kind::Text),
        ("plan.awareness", Kind::Text),
        ("plan.acknowledgment", Kind::Text),
        ("plan.action", Kind::Text),
        ("plan.advocacy", Kind::Text),
        ("s", Kind::List),
        ("c", Kind::List),
        ("m", Kind::List),
        ("priority", Kind::Atom),
        ("severity", Kind::Atom),
        ("causes", Kind::Atom),
        ("met_when", Kind::Atom),
        ("extra", Kind::Atom),
        ("plan.extra", Kind::Atom),
    ];

    fn id(&self) -> &NeedId {
        &self.id
    }

    fn item_ref(id: &NeedId) -> Option<ItemRef> {
        Some(ItemRef::Need(id.clone()))
    }

    fn encode(&self) -> Record {
        let mut causes = Vec::new();
        flatten(&self.causes, 0, &mut causes);
        let met_when: Vec<Any> = self.met_when.iter().map(|sign| Any::from(sign.as_str())).collect();
        let filled = |values: Vec<Any>| (!values.is_empty()).then(|| Any::Array(values.into()));
        Record::default()
            .text("who", &self.who)
            .text("statement", &self.statement)
            .text("because", &self.because)
            .text("when", &self.when)
            .text("so_that", &self.so_that)
            .text("plan.awareness", &self.plan.awareness)
            .text("plan.acknowledgment", &self.plan.acknowledgment)
            .text("plan.action", &self.plan.action)
            .text("plan.advocacy", &self.plan.advocacy)
            .list("s", &self.supports)
            .list("c", &self.contradicts)
            .list("m", &self.motivations)
            .atom("priority", self.priority.map(|priority| Any::from(priority.key())))
            .atom("severity", self.severity.map(|severity| Any::from(severity.step())))
            .atom("causes", filled(causes))
            .atom("met_when", filled(met_when))
            .extra("extra", &self.extra)
            .extra("plan.extra", &self.plan.extra)
    }

    fn decode(id: NeedId, mut record: Record) -> Self {
        let met_when = record.value("met_when").map(as_array).unwrap_or_default();
        Self {
            id,
            met_when: met_when.iter().filter_map(as_str).map(str::to_owned).collect(),
            priority: record.str("priority").and_then(Priority::from_key),
            severity: record.integer("severity").and_then(Severity::new),
            causes: nest(&mut record.value("causes").map(as_array).unwrap_or_default(), 0),
            extra: record.extra_of("extra"),
            plan: Plan {
                extra: record.extra_of("plan.extra"),
                awareness: record.take_text("plan.awareness"),
                acknowledgment: record.take_text("plan.acknowledgment"),
                action: record.take_text("plan.action"),
                advocacy: record.take_text("plan.advocacy"),
            },
            who: record.take_text("who"),
            statement: record.take_text("statement"),
            because: record.take_text("because"),
            when: record.take_text("when"),
            so_that: record.take_text("so_that"),
            supports: record.take_list("s"),
            contradicts: record.take_list("c"),
            motivations: record.take_list("m"),
        }
    }

    fn settle(&mut self, scope: &Scope<'_>) -> bool {
        keep_notes(&mut self.supports, scope);
        keep_notes(&mut self.contradicts, scope);
        self.motivations.retain(|motivation| scope.has_motivation(motivation));
        true
    }

    fn texts(&mut self, visit: &mut dyn FnMut(&mut String)) {
        let plan = &mut self.plan;
        for text in [
            &mut self.who,
            &mut self.statement,
            &mut self.because,
            &mut self.when,
            &mut self.so_that,
            &mut plan.awareness,
            &mut plan.acknowledgment,
            &mut plan.action,
            &mut plan.advocacy,
        ] {
            visit(text);
        }
        self.met_when.iter_mut().for_each(&mut *visit);
        each_cause(&mut self.causes, &mut |cause| visit(&mut cause.text));
    }

    fn extras(&mut self) -> Vec<&mut Extra> {
        let mut extras = vec![&mut self.extra, &mut self.plan.extra];
        cause_extras(&mut self.causes, &mut extras);
        extras
    }

    fn parts(view: &View) -> (&Shelf<NeedId>, &[Self]) {
        (&view.needs, &view.map.needs)
    }

    fn parts_mut(view: &mut View) -> (&mut Shelf<NeedId>, &mut Vec<Self>) {
        (&mut view.needs, &mut view.map.needs)
    }
}

fn each_cause(causes: &mut [Cause], visit: &mut dyn FnMut(&mut Cause)) {
    for cause in causes {
        visit(cause);
        each_cause(&mut cause.causes, visit);
    }
}

fn cause_extras<'a>(causes: &'a mut [Cause], extras: &mut Vec<&'a mut Extra>) {
    for cause in causes {
        extras.push(&mut cause.extra);
        cause_extras(&mut cause.causes, extras);
    }
}

/// Causes as a flat list of `[depth, text, evidence, unknown keys…]`, so that no value is ever nested deeply.
fn flatten(causes: &[Cause], depth: i64, flat: &mut Vec<Any>) {
    for cause in causes {
        let mut value = vec![
            Any::from(depth),
            Any::from(cause.text.as_str()),
            Any::from(cause.evidence.map_or("", |evidence| evidence.key())),
        ];
        value.extend(cause.extra.iter().flat_map(|(key, json)| [Any::from(key), Any::from(json)]));
        flat.push(Any::Array(value.into()));
        flatten(&cause.causes, depth + 1, flat);
    }
}

/// The causes at the front of a flat list that are at least so deep; steps that skip a level count as one.
fn nest(flat: &mut &[Any], depth: i64) -> Vec<Cause> {
    let mut causes = Vec::new();
    while let Some((first, rest)) = flat.split_first() {
        let value = as_array(first);
        if value.first().and_then(as_integer).unwrap_or(0) < depth {
            break;
        }
        *flat = rest;
        let mut cause = Cause {
            text: value.get(1).and_then(as_str).unwrap_or_default().to_owned(),
            evidence: value.get(2).and_then(as_str).and_then(Evidence::from_key),
            causes: Vec::new(),
            extra: as_extra(&Any::Array(value.get(3..).unwrap_or_default().into())),
        };
        // At the deepest level whatever claims to lie deeper becomes a neighbour.
        if depth + 1 < limits::CAUSE_LEVELS as i64 {
            cause.causes = nest(flat, depth + 1);
        }
        causes.push(cause);
    }
    causes
}

impl Item for Motivation {
    type Id = MotivationId;
    const ROOT: Root = Root::Motivations;
    const WORD: &'static str = "motivation";
    const FIELDS: &'static [FieldSpec] = &[
        ("statement", Kind::Text),
        ("direction", Kind::Atom),
        ("driver", Kind::Atom),
        ("s", Kind::List),
        ("c", Kind::List),
        ("extra", Kind::Atom),
    ];

    fn id(&self) -> &MotivationId {
        &self.id
    }

    fn item_ref(id: &MotivationId) -> Option<ItemRef> {
        Some(ItemRef::Motivation(id.clone()))
    }

    fn encode(&self) -> Record {
        Record::default()
            .text("statement", &self.statement)
            .atom("direction", self.direction.map(|direction| Any::from(direction.key())))
            .atom("driver", self.driver.map(|driver| Any::from(driver.key())))
            .list("s", &self.supports)
            .list("c", &self.contradicts)
            .extra("extra", &self.extra)
    }

    fn decode(id: MotivationId, mut record: Record) -> Self {
        Self {
            id,
            direction: record.str("direction").and_then(Direction::from_key),
            driver: record.str("driver").and_then(Driver::from_key),
            extra: record.extra_of("extra"),
            statement: record.take_text("statement"),
            supports: record.take_list("s"),
            contradicts: record.take_list("c"),
        }
    }

    fn settle(&mut self, scope: &Scope<'_>) -> bool {
        keep_notes(&mut self.supports, scope);
        keep_notes(&mut self.contradicts, scope);
        true
    }

    fn texts(&mut self, visit: &mut dyn FnMut(&mut String)) {
        visit(&mut self.statement);
    }

    fn extras(&mut self) -> Vec<&mut Extra> {
        vec![&mut self.extra]
    }

    fn parts(view: &View) -> (&Shelf<MotivationId>, &[Self]) {
        (&view.motivations, &view.map.motivations)
    }

    fn parts_mut(view: &mut View) -> (&mut Shelf<MotivationId>, &mut Vec<Self>) {
        (&mut view.motivations, &mut view.map.motivations)
    }
}

impl Item for Tension {
    type Id = TensionId;
    const ROOT: Root = Root::Tensions;
    const WORD: &'static str = "tension";
    const FIELDS: &'static [FieldSpec] =
        &[("insight", Kind::Text), ("a", Kind::List), ("b", Kind::List), ("extra", Kind::Atom)];

    fn id(&self) -> &TensionId {
        &self.id
    }

    fn item_ref(id: &TensionId) -> Option<ItemRef> {
        Some(ItemRef::Tension(id.clone()))
    }

    fn encode(&self) -> Record {
        Record::default()
            .text("insight", &self.insight)
            .list("a", &self.this)
            .list("b", &self.but)
            .extra("extra", &self.extra)
    }

    fn decode(id: TensionId, mut record: Record) -> Self {
        Self {
            id,
            extra: record.extra_of("extra"),
            insight: record.take_text("insight"),
            this: record.take_list("a"),
            but: record.take_list("b"),
        }
    }

    fn settle(&mut self, scope: &Scope<'_>) -> bool {
        keep_notes(&mut self.this, scope);
        keep_notes(&mut self.but, scope);
        // Without a note on each side there is nothing that could contradict; it comes back with its notes.
        !self.this.is_empty() && !self.but.is_empty()
    }

    fn texts(&mut self, visit: &mut dyn FnMut(&mut String)) {
        visit(&mut self.insight);
    }

    fn extras(&mut self) -> Vec<&mut Extra> {
        vec![&mut self.extra]
    }

    fn parts(view: &View) -> (&Shelf<TensionId>, &[Self]) {
        (&view.tensions, &view.map.tensions)
    }

    fn parts_mut(view: &mut View) -> (&mut Shelf<TensionId>, &mut Vec<Self>) {
        (&mut view.tensions, &mut view.map.tensions)
    }
}
