//! What columns can say about notes, and the titles that such columns have.

/// What a column says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Field {
    /// The note itself.
    Text,
    /// The quadrant, or whatever the foreign board calls its columns.
    Quadrant,
    /// The theme.
    Theme,
    /// What the note rests on.
    Evidence,
    /// Where it comes from.
    Source,
    /// The people it is about.
    Who,
    /// How it feels to the persona, from -2 to 2.
    Feeling,
    /// Keywords.
    Tags,
    /// A number of votes.
    Votes,
    /// Who wrote it.
    Author,
    /// When it was written.
    Created,
    /// How far right it lies.
    X,
    /// How far down it lies.
    Y,
    /// The identifier of the note.
    NoteId,
    /// The identifier of the map.
    MapId,
    /// What somebody needs because of it.
    Needs,
    /// Nothing that a note has room for.
    Ignore,
}

impl Field {
    /// All fields, in the order of a menu.
    pub const ALL: [Self; 17] = [
        Self::Text,
        Self::Quadrant,
        Self::Theme,
        Self::Evidence,
        Self::Source,
        Self::Who,
        Self::Feeling,
        Self::Tags,
        Self::Votes,
        Self::Author,
        Self::Created,
        Self::X,
        Self::Y,
        Self::NoteId,
        Self::MapId,
        Self::Needs,
        Self::Ignore,
    ];

    /// The words in the window, in sentence case.
    pub fn label(self) -> &'static str {
        match self {
            Self::Text => "Text of the note",
            Self::Quadrant => "Quadrant",
            Self::Theme => "Theme",
            Self::Evidence => "Evidence",
            Self::Source => "Source",
            Self::Who => "Who it is about",
            Self::Feeling => "Feeling",
            Self::Tags => "Tags",
            Self::Votes => "Votes",
            Self::Author => "Author",
            Self::Created => "Date",
            Self::X => "Place, across",
            Self::Y => "Place, down",
            Self::NoteId => "Note’s identifier",
            Self::MapId => "Map’s identifier",
            Self::Needs => "Needs",
            Self::Ignore => "Not used",
        }
    }

    /// The column title in tables that this program writes.
    pub(super) fn key(self) -> Option<&'static str> {
        Some(match self {
            Self::MapId => "map_id",
            Self::NoteId => "note_id",
            Self::Quadrant => "quadrant",
            Self::Text => "text",
            Self::Evidence => "evidence",
            Self::Source => "source",
            Self::Who => "who",
            Self::Theme => "theme",
            Self::Feeling => "feeling",
            Self::Tags => "tags",
            Self::Votes => "votes",
            Self::Needs => "needs",
            Self::Author => "author",
            Self::Created => "created",
            Self::X => "x",
            Self::Y => "y",
            Self::Ignore => return None,
        })
    }

    /// The fields that a column with this title may hold in foreign tables, each with its rank among its like: 0 is the best.
    pub(super) fn named(title: &str) -> Option<(Self, usize)> {
        let words: Vec<String> =
            title.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).map(str::to_lowercase).collect();
        let title = words.join(" ");
        TITLES.iter().find_map(|(field, titles)| Some((*field, titles.iter().position(|known| *known == title)?)))
    }
}

/// Titles in lower case with single spaces, the likeliest first, in English, German, French and Spanish.
const TITLES: &[(Field, &[&str])] = &[
    (
        Field::Text,
        &[
            "text",
            "note",
            "notes",
            "note text",
            "sticky note",
            "sticky",
            "content",
            "card",
            "card name",
            "statement",
            "idea",
            "message",
            "notiz",
            "inhalt",
            "texte",
            "contenu",
            "texto",
            "contenido",
            "nota",
            "quote",
            "item",
            "title",
            "name",
            "titel",
            "titre",
            "título",
            "comment",
            "description",
        ],
    ),
    (
        Field::Quadrant,
        &[
            "quadrant",
            "column",
            "column name",
            "list",
            "list name",
            "category",
            "area",
            "section",
            "lane",
            "frame",
            "quadrants",
            "kategorie",
            "spalte",
            "bereich",
            "colonne",
            "catégorie",
            "columna",
            "categoría",
            "type",
            "group",
        ],
    ),
    (Field::Theme, &["theme", "cluster", "topic", "group name", "thema", "thème", "tema"]),
    (Field::Evidence, &["evidence", "evidence type", "evidence level", "beleg"]),
    (Field::Source, &["source", "interview", "session", "quelle", "fuente"]),
    (
        Field::Who,
        &[
            "who",
            "participant",
            "participants",
            "respondent",
            "interviewee",
            "people",
            "teilnehmer",
            "wer",
            "qui",
            "quien",
        ],
    ),
    (Field::Feeling, &["feeling score", "feeling", "sentiment", "mood", "valence", "stimmung"]),
    (Field::Tags, &["tags", "tag", "labels", "label", "keywords", "schlagworte", "étiquettes", "etiquetas"]),
    (Field::Votes, &["votes", "vote", "vote count", "total votes", "likes", "upvotes", "stimmen", "votos"]),
    (
        Field::Author,
        &["author", "created by", "creator", "author name", "posted by", "added by", "autor", "auteur", "user"],
    ),
    (
        Field::Created,
        &["created", "created at", "timestamp", "creation date", "created on", "date", "time", "datum", "fecha"],
    ),
    (Field::X, &["x", "position x", "x position", "pos x"]),
    (Field::Y, &["y", "position y", "y position", "pos y"]),
];
