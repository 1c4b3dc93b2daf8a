//! Reads foreign files and says what they would bring, on a thread of its own.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use eframe::egui;

use crate::app::latest::Latest;
use crate::file::Fs;
use crate::import::{self, Choices, Conclusions, Placed, Preview, Source, Target};
use crate::model::{Quadrant, limits};

/// So many rows of a table are shown.
const ROWS: usize = 12;
/// So many texts of a quadrant are shown.
const TEXTS: usize = 4;

/// What would come from these files, onto the open map or onto a new one?
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Question {
    /// The files, each with what a person chose about it.
    pub files: Vec<(PathBuf, Option<Choices>)>,
    /// The quadrants of the open map; nothing for a new one.
    pub open: Option<Vec<Quadrant>>,
}

/// What would come.
pub(super) struct Seen {
    pub question: Question,
    /// What each file is, or why it cannot be imported.
    pub files: Vec<Result<SeenFile, String>>,
    /// The quadrants of the map that it comes to, each with what would come there.
    pub quadrants: Vec<Quadrant>,
    pub coming: Vec<Coming>,
    pub notes: usize,
    /// What comes with the notes: how many, and what it is called.
    pub also: [(usize, &'static str); 4],
}

/// A file that can be imported.
pub(super) struct SeenFile {
    pub kind: &'static str,
    pub table: Option<SeenTable>,
    /// What was chosen, or what looks right.
    pub choices: Choices,
    pub preview: Preview,
}

/// The beginning of a table.
pub(super) struct SeenTable {
    pub rows: Vec<Vec<String>>,
    pub columns: Vec<String>,
}

/// What would come to a quadrant.
#[derive(Clone, Default)]
pub(super) struct Coming {
    pub notes: usize,
    /// Its first texts.
    pub texts: Vec<String>,
}

impl Seen {
    /// What all files would bring.
    pub fn previews(self) -> Vec<Preview> {
        self.files.into_iter().flatten().map(|file| file.preview).collect()
    }
}

/// A thread that reads these files once, and looks at them again whenever something is chosen.
pub(super) fn sources(ctx: &egui::Context, fs: Arc<dyn Fs>) -> Latest<Question, Seen> {
    let mut known: HashMap<PathBuf, Result<Source, String>> = HashMap::new();
    Latest::start(ctx.clone(), move |question: Question, progress| {
        for (path, _) in &question.files {
            progress.tell(0.0).ok()?;
            known.entry(path.clone()).or_insert_with(|| read(&*fs, path));
        }
        Some(look_at(question, &known))
    })
}

fn read(fs: &dyn Fs, path: &Path) -> Result<Source, String> {
    let bytes = fs.read(path, limits::FILE_BYTES + 1).map_err(|error| format!("It cannot be read: {error}."))?;
    import::read(&name(path), &bytes).map_err(|error| error.to_string())
}

/// A file's name, to be shown.
pub(super) fn name(path: &Path) -> String {
    path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned()
}

fn look_at(question: Question, known: &HashMap<PathBuf, Result<Source, String>>) -> Seen {
    let sources: Vec<Result<(&Source, Choices), String>> = (question.files.iter())
        .filter_map(|(path, chosen)| Some((chosen, known.get(path)?)))
        .map(|(chosen, source)| match source {
            Ok(source) => Ok((source, chosen.clone().unwrap_or_else(|| source.guess()))),
            Err(reason) => Err(reason.clone()),
        })
        .collect();
    let readable = sources.iter().flatten().map(|(source, choices)| (*source, choices));
    let quadrants = question.open.clone().unwrap_or_else(|| import::quadrants_of_new_map(readable));
    let look_into = |(source, choices)| {
        let mut file = look_into(source, choices, &quadrants);
        // Only a new map takes over whom it is about.
        if question.open.is_some() {
            file.preview.left_out.append(&mut file.preview.about_map);
        }
        file
    };
    let mut files: Vec<Result<SeenFile, String>> = sources.into_iter().map(|source| source.map(look_into)).collect();
    // And of several files, it is the first one that says so.
    for file in files.iter_mut().flatten().skip(1) {
        file.preview.left_out.append(&mut file.preview.about_map);
    }
    sum_up(question, quadrants, files)
}

fn look_into(source: &Source, mut choices: Choices, quadrants: &[Quadrant]) -> SeenFile {
    // What was chosen for another map may name quadrants that this one has not.
    choices.targets.retain(|_, target| match target {
        Target::Quadrant(id) | Target::Theme(id) => quadrants.iter().any(|quadrant| quadrant.id == *id),
        Target::LeaveOut => true,
    });
    let table = source.table().map(|table| {
        let guess = choices.table.as_ref().unwrap_or(table.guess());
        SeenTable {
            rows: table.rows().take(ROWS).map(<[String]>::to_vec).collect(),
            columns: (0..table.columns()).map(|column| table.column_name(column, guess)).collect(),
        }
    });
    let preview = source.preview(&choices, quadrants);
    SeenFile { kind: source.kind().label(), table, choices, preview }
}

fn sum_up(question: Question, quadrants: Vec<Quadrant>, files: Vec<Result<SeenFile, String>>) -> Seen {
    let mut coming = vec![Coming::default(); quadrants.len()];
    let mut themes: Vec<&str> = Vec::new();
    let mut needs: Vec<&str> = Vec::new();
    let previews = || files.iter().flatten().map(|file| &file.preview);
    for new in previews().flat_map(|preview| &preview.notes) {
        themes.extend(Some(new.theme.as_str()).filter(|theme| !theme.is_empty()));
        needs.extend(new.needs.iter().map(String::as_str));
        let place = quadrants.iter().position(|quadrant| quadrant.id == new.note.quadrant);
        let Some(coming) = place.map(|place| &mut coming[place]) else { continue };
        coming.notes += 1;
        if coming.texts.len() < TEXTS {
            coming.texts.push(new.note.text.split_whitespace().collect::<Vec<_>>().join(" "));
        }
    }
    let different = |mut texts: Vec<&str>| {
        texts.sort_unstable();
        texts.dedup();
        texts.len()
    };
    let concluded = |count: fn(&Conclusions) -> usize| previews().map(|preview| count(&preview.conclusions)).sum();
    let needs: usize = different(needs) + concluded(|all| all.needs.len());
    let also = [
        (different(themes), "theme"),
        (needs, "need"),
        (concluded(|all| all.motivations.len()), "motivation"),
        (concluded(|all| all.tensions.len()), "tension"),
    ];
    let notes = coming.iter().map(|coming| coming.notes).sum();
    Seen { question, quadrants, coming, notes, also, files }
}

/// What a person may choose for a group: each quadrant, each quadrant with the group as a theme, nothing.
pub(super) fn targets(placed: &Placed, quadrants: &[Quadrant]) -> Vec<(Target, String)> {
    let mut targets: Vec<(Target, String)> = Vec::new();
    for quadrant in quadrants {
        targets.push((Target::Quadrant(quadrant.id.clone()), quadrant.title.clone()));
    }
    if let import::Group::Titled(title) = &placed.group {
        for quadrant in quadrants {
            let label = format!("{}, theme “{title}”", quadrant.title);
            targets.push((Target::Theme(quadrant.id.clone()), label));
        }
    }
    targets.push((Target::LeaveOut, "Leave out".to_owned()));
    targets
}
