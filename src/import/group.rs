//! What notes stood under in a foreign file, and where they go.

use std::fmt;

use super::words;
use crate::model::{Quadrant, QuadrantId};

/// What several notes of a foreign file have in common: a column, a heading, a frame, a corner of the board.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Group {
    /// A column, heading, label or frame with this title.
    Titled(String),
    /// A quarter of a board that names no areas.
    Corner(Corner),
    /// Nothing: the notes that stand alone.
    Loose,
}

impl fmt::Display for Group {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Titled(title) => f.write_str(title),
            Self::Corner(corner) => f.write_str(corner.label()),
            Self::Loose => f.write_str("Without a group"),
        }
    }
}

/// A quarter of a board.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Corner {
    /// Where “Thinks” is on the usual map.
    TopLeft,
    /// Where “Feels” is on the usual map.
    TopRight,
    /// Where “Does” is on the usual map.
    BottomLeft,
    /// Where “Pain points” is on the usual map.
    BottomRight,
}

impl Corner {
    /// The words in the window.
    pub fn label(self) -> &'static str {
        match self {
            Self::TopLeft => "Top left",
            Self::TopRight => "Top right",
            Self::BottomLeft => "Bottom left",
            Self::BottomRight => "Bottom right",
        }
    }

    /// The quadrant in this corner of the map.
    fn quadrant(self, quadrants: &[Quadrant]) -> Option<&QuadrantId> {
        let (right, bottom) = match self {
            Self::TopLeft => (false, false),
            Self::TopRight => (true, false),
            Self::BottomLeft => (false, true),
            Self::BottomRight => (true, true),
        };
        let columns = quadrants.iter().map(|quadrant| quadrant.column);
        let rows = quadrants.iter().map(|quadrant| quadrant.row);
        let column = if right { columns.max() } else { columns.min() };
        let row = if bottom { rows.max() } else { rows.min() };
        quadrants.iter().find(|q| Some(q.column) == column && Some(q.row) == row).map(|q| &q.id)
    }
}

/// Where the notes of a group go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// To this quadrant.
    Quadrant(QuadrantId),
    /// To this quadrant, and the title of the group becomes their theme.
    Theme(QuadrantId),
    /// Nowhere: they are left out.
    LeaveOut,
}

/// How it is known where the notes of a group go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Certainty {
    /// A person said so.
    Chosen,
    /// The title or the corner says so.
    Recognised,
    /// Nothing says so: it is the first quadrant, for a person to change.
    Assumed,
}

/// A group as it will be imported.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Placed {
    /// The group.
    pub group: Group,
    /// Its notes, with those that are left out.
    pub notes: usize,
    /// Where they go.
    pub target: Target,
    /// How that is known.
    pub certainty: Certainty,
}

impl Placed {
    /// The group with the target that its title suggests.
    pub(super) fn guess(group: Group, quadrants: &[Quadrant]) -> Self {
        let recognised = match &group {
            Group::Titled(title) => words::quadrant(title, quadrants),
            Group::Corner(corner) => corner.quadrant(quadrants),
            Group::Loose => None,
        };
        let (target, certainty) = match (recognised, quadrants.first()) {
            (Some(id), _) => (Target::Quadrant(id.clone()), Certainty::Recognised),
            (None, None) => (Target::LeaveOut, Certainty::Assumed),
            // The title must not get lost: where it names no quadrant, it names a theme.
            (None, Some(first)) => match &group {
                Group::Titled(_) => (Target::Theme(first.id.clone()), Certainty::Assumed),
                _ => (Target::Quadrant(first.id.clone()), Certainty::Assumed),
            },
        };
        Self { group, notes: 0, target, certainty }
    }

    /// What a person should look at, where the target is only assumed.
    pub(super) fn warning(&self, quadrants: &[Quadrant]) -> Option<String> {
        if self.certainty != Certainty::Assumed {
            return None;
        }
        let title =
            |id: &QuadrantId| quadrants.iter().find(|q| q.id == *id).map_or("", |q| q.title.as_str()).to_owned();
        let (notes, go) =
            if self.notes == 1 { ("1 note".into(), "goes") } else { (format!("{} notes", self.notes), "go") };
        match (&self.group, &self.target) {
            (group, Target::Theme(id)) => Some(format!(
                "“{group}” is no quadrant of the map; its {notes} {go} to “{}” with the theme “{group}”.",
                title(id)
            )),
            (_, Target::Quadrant(id)) => Some(format!("{notes} without a quadrant {go} to “{}”.", title(id))),
            (_, Target::LeaveOut) => None,
        }
    }
}
