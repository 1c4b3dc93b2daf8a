//! What is the same item in two maps, and what it takes over from its other self.

use super::group::folded;
use super::join::{absorb, add_extra, add_links};
use crate::model::{
    Comment, CommentId, EmpathyMap, Extra, Motivation, MotivationId, Need, NeedId, Note, NoteId, Plan, Tension,
    TensionId, Theme, ThemeId,
};

/// An item of a list of the map, in which each has an identifier of its own. What it names is named as in the merged map.
pub(super) trait Item: Sized {
    /// What it is called in a sentence.
    const KIND: &'static str;

    fn list(map: &mut EmpathyMap) -> &mut Vec<Self>;
    fn id(&self) -> &str;
    fn set_id(&mut self, id: String);
    /// What it says, for a sentence about it.
    fn says(&self) -> &str;
    /// Whether another one with the same identifier is this one in another map.
    fn is_same(&self, other: &Self) -> bool;
    /// Takes over what the same item has in another map.
    fn take_over(&mut self, other: &Self);
}

impl Item for Theme {
    const KIND: &'static str = "theme";

    fn list(map: &mut EmpathyMap) -> &mut Vec<Self> {
        &mut map.themes
    }

    fn id(&self) -> &str {
        self.id.as_str()
    }

    fn set_id(&mut self, id: String) {
        self.id = ThemeId::new(id);
    }

    fn says(&self) -> &str {
        &self.title
    }

    fn is_same(&self, other: &Self) -> bool {
        folded(&self.title) == folded(&other.title)
    }

    fn take_over(&mut self, other: &Self) {
        add_extra(&mut self.extra, &other.extra);
    }
}

impl Item for Note {
    const KIND: &'static str = "note";

    fn list(map: &mut EmpathyMap) -> &mut Vec<Self> {
        &mut map.notes
    }

    fn id(&self) -> &str {
        self.id.as_str()
    }

    fn set_id(&mut self, id: String) {
        self.id = NoteId::new(id);
    }

    fn says(&self) -> &str {
        &self.text
    }

    fn is_same(&self, other: &Self) -> bool {
        self.quadrant == other.quadrant && folded(&self.text) == folded(&other.text)
    }

    fn take_over(&mut self, other: &Self) {
        for (voter, count) in &other.votes {
            // The same vote stands in both maps.
            let votes = self.votes.entry(voter.clone()).or_default();
            *votes = (*votes).max(*count);
        }
        absorb(self, other);
    }
}

impl Item for Motivation {
    const KIND: &'static str = "motivation";

    fn list(map: &mut EmpathyMap) -> &mut Vec<Self> {
        &mut map.motivations
    }

    fn id(&self) -> &str {
        self.id.as_str()
    }

    fn set_id(&mut self, id: String) {
        self.id = MotivationId::new(id);
    }

    fn says(&self) -> &str {
        &self.statement
    }

    fn is_same(&self, other: &Self) -> bool {
        (&self.statement, self.direction, self.driver) == (&other.statement, other.direction, other.driver)
    }

    fn take_over(&mut self, other: &Self) {
        add_links(&mut self.supports, &other.supports);
        add_links(&mut self.contradicts, &other.contradicts);
        add_extra(&mut self.extra, &other.extra);
    }
}

impl Item for Need {
    const KIND: &'static str = "need";

    fn list(map: &mut EmpathyMap) -> &mut Vec<Self> {
        &mut map.needs
    }

    fn id(&self) -> &str {
        self.id.as_str()
    }

    fn set_id(&mut self, id: String) {
        self.id = NeedId::new(id);
    }

    fn says(&self) -> &str {
        &self.statement
    }

    fn is_same(&self, other: &Self) -> bool {
        let without_links = |need: &Self| Self {
            supports: Vec::new(),
            contradicts: Vec::new(),
            motivations: Vec::new(),
            plan: Plan { extra: Extra::default(), ..need.plan.clone() },
            extra: Extra::default(),
            ..need.clone()
        };
        without_links(self) == without_links(other)
    }

    fn take_over(&mut self, other: &Self) {
        add_links(&mut self.supports, &other.supports);
        add_links(&mut self.contradicts, &other.contradicts);
        add_links(&mut self.motivations, &other.motivations);
        add_extra(&mut self.plan.extra, &other.plan.extra);
        add_extra(&mut self.extra, &other.extra);
    }
}

impl Item for Tension {
    const KIND: &'static str = "tension";

    fn list(map: &mut EmpathyMap) -> &mut Vec<Self> {
        &mut map.tensions
    }

    fn id(&self) -> &str {
        self.id.as_str()
    }

    fn set_id(&mut self, id: String) {
        self.id = TensionId::new(id);
    }

    fn says(&self) -> &str {
        &self.insight
    }

    fn is_same(&self, other: &Self) -> bool {
        (&self.this, &self.but, &self.insight) == (&other.this, &other.but, &other.insight)
    }

    fn take_over(&mut self, other: &Self) {
        add_extra(&mut self.extra, &other.extra);
    }
}

impl Item for Comment {
    const KIND: &'static str = "comment";

    fn list(map: &mut EmpathyMap) -> &mut Vec<Self> {
        &mut map.comments
    }

    fn id(&self) -> &str {
        self.id.as_str()
    }

    fn set_id(&mut self, id: String) {
        self.id = CommentId::new(id);
    }

    fn says(&self) -> &str {
        &self.text
    }

    fn is_same(&self, other: &Self) -> bool {
        (&self.on, &self.text, &self.author, &self.created) == (&other.on, &other.text, &other.author, &other.created)
    }

    fn take_over(&mut self, other: &Self) {
        add_extra(&mut self.extra, &other.extra);
    }
}
