//! What a quadrant holds, whatever it is called.

use crate::model::Quadrant;

/// What the notes of a quadrant say about a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// What goes on in the person's mind.
    Thinks,
    /// What the person feels.
    Feels,
    /// What the person says.
    Says,
    /// What the person does.
    Does,
    /// What gets in the person's way.
    Pains,
    /// What the person would gain.
    Gains,
    /// Anything else.
    Other,
}

impl Kind {
    /// What this quadrant holds, by its identifier and otherwise by the words of its title.
    pub fn of(quadrant: &Quadrant) -> Self {
        let title = quadrant.title.to_lowercase();
        let mut words = [quadrant.id.as_str()].into_iter().chain(title.split(|c: char| !c.is_alphanumeric()));
        words.find_map(Self::of_word).unwrap_or(Self::Other)
    }

    fn of_word(word: &str) -> Option<Self> {
        Some(match word {
            "thinks" | "think" | "thoughts" | "thinking" => Self::Thinks,
            "feels" | "feel" | "feelings" | "feeling" | "emotions" => Self::Feels,
            "says" | "say" | "said" | "quotes" => Self::Says,
            "does" | "do" | "actions" | "behaviour" | "behavior" => Self::Does,
            "pains" | "pain" | "frustrations" | "problems" | "obstacles" => Self::Pains,
            "gains" | "gain" | "goals" | "wishes" => Self::Gains,
            _ => return None,
        })
    }

    /// Whether nobody can see it from outside, so that it is a conclusion until something supports it.
    pub fn is_inner(self) -> bool {
        matches!(self, Self::Thinks | Self::Feels)
    }
}
