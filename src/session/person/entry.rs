//! A presence on the wire: the JSON of an awareness entry, with name and colour where other Yjs programs have them
//! (`user.name`, `user.color`).

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use super::{COLORS, Person, PersonId, Presence, Role};

/// What an awareness entry says about who it is. From a program it is a wish; from the room it is so.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct User {
    /// Who, by the room's name for them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<PersonId>,
    /// Their name.
    pub name: String,
    /// `#rrggbb`.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub color: String,
    /// What they may do.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub role: Option<Role>,
    /// Whether they are on a phone.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub phone: bool,
}

/// An awareness entry.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Entry {
    /// Who.
    pub user: User,
    /// What they show.
    #[serde(flatten)]
    pub presence: Presence,
}

/// Why text is no awareness entry: it is no JSON object.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoEntry;

#[derive(Deserialize)]
struct RawEntry<'a> {
    #[serde(borrow)]
    user: Option<&'a RawValue>,
    #[serde(borrow)]
    cursor: Option<&'a RawValue>,
    #[serde(borrow)]
    selection: Option<&'a RawValue>,
    #[serde(borrow)]
    drag: Option<&'a RawValue>,
    #[serde(borrow)]
    editing: Option<&'a RawValue>,
    #[serde(borrow)]
    view: Option<&'a RawValue>,
    #[serde(borrow)]
    ready: Option<&'a RawValue>,
}

#[derive(Deserialize)]
struct RawUser<'a> {
    #[serde(borrow)]
    id: Option<&'a RawValue>,
    #[serde(borrow)]
    name: Option<&'a RawValue>,
    #[serde(borrow)]
    color: Option<&'a RawValue>,
    #[serde(borrow)]
    role: Option<&'a RawValue>,
    #[serde(borrow)]
    phone: Option<&'a RawValue>,
}

/// A value of another shape than ours is left out: other programs use the same keys for things of their own.
fn read<T: DeserializeOwned>(raw: Option<&RawValue>) -> Option<T> {
    serde_json::from_str(raw?.get()).ok()
}

impl Entry {
    /// The entry of a person, as the room and a relay's peers see them.
    pub fn of(person: &Person) -> Self {
        let user = User {
            id: Some(person.id),
            name: person.name.clone(),
            color: COLORS[usize::from(person.color) % COLORS.len()].into(),
            role: Some(person.role),
            phone: person.on_phone,
        };
        Self { user, presence: person.presence.clone() }
    }

    /// Reads an entry of any program; what is not ours or has no place on a board is left out.
    ///
    /// # Errors
    /// When it is no JSON object.
    pub fn read(json: &str) -> Result<Self, NoEntry> {
        let raw: RawEntry<'_> = serde_json::from_str(json).map_err(|_| NoEntry)?;
        let presence = Presence {
            cursor: read(raw.cursor),
            selection: read(raw.selection).unwrap_or_default(),
            drag: read(raw.drag),
            editing: read(raw.editing),
            view: read(raw.view),
            ready: read(raw.ready).unwrap_or_default(),
        };
        let user = match raw.user.and_then(|user| serde_json::from_str::<RawUser<'_>>(user.get()).ok()) {
            None => User::default(),
            Some(raw) => User {
                id: read(raw.id),
                name: read(raw.name).unwrap_or_default(),
                color: read(raw.color).unwrap_or_default(),
                role: read(raw.role),
                phone: read(raw.phone).unwrap_or_default(),
            },
        };
        Ok(Self { user, presence: presence.within_limits() })
    }

    /// The entry as JSON.
    pub fn write(&self) -> String {
        serde_json::to_string(self).expect("text, numbers and lists always have a JSON form")
    }
}
