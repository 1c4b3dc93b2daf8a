//! What the panel says about needs and about what is not known: derived from the open map, anew after each change.

use std::collections::HashMap;
use std::rc::Rc;

use crate::model::{EmpathyMap, MotivationId, NeedId, Reach};
use crate::synthesis::{Gap, Strength, Strengths, gaps_by};

/// How well the needs and motivations of a map are supported, and what it does not know.
#[derive(Debug, Default)]
pub struct Judged {
    /// How well each need is supported.
    pub needs: HashMap<NeedId, Strength>,
    /// How well each motivation is supported.
    pub motivations: HashMap<MotivationId, Strength>,
    /// How many people are behind each need.
    pub reach: HashMap<NeedId, Reach>,
    /// What the map does not know.
    pub gaps: Vec<Gap>,
}

impl Judged {
    /// Judges a map.
    pub fn of(map: &EmpathyMap) -> Self {
        let strengths = Strengths::new(map);
        let people = strengths.people();
        let motivations = map.motivations.iter();
        Self {
            needs: map.needs.iter().map(|need| (need.id.clone(), strengths.of_need(need))).collect(),
            motivations: motivations.map(|it| (it.id.clone(), strengths.of_motivation(it))).collect(),
            reach: map.needs.iter().map(|need| (need.id.clone(), people.behind_need(need))).collect(),
            gaps: gaps_by(map, &strengths),
        }
    }
}

/// The judgement of the open map, made when it is asked for the first time after a change.
#[derive(Debug, Default)]
pub struct Judgement {
    judged: Option<Rc<Judged>>,
    revision: u64,
}

impl Judgement {
    /// What can be said of `map`, which is the open map.
    pub fn of(&mut self, map: &EmpathyMap) -> Rc<Judged> {
        Rc::clone(self.judged.get_or_insert_with(|| Rc::new(Judged::of(map))))
    }

    /// Forgets it, since the map has changed.
    pub fn forget(&mut self) {
        self.judged = None;
        self.revision += 1;
    }

    /// How often the map has changed since it was opened.
    pub fn revision(&self) -> u64 {
        self.revision
    }
}
