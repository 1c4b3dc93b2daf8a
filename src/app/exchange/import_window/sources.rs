//! Reads foreign files and says what they would bring, on a thread of its own.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use eframe::egui;

use crate::app::latest::Latest;
use crate::file::Fs;
use crate::import::{self, Choices, Placed, Preview, Source, Target};
use crate::model::{Quadrant, limits};

/// So many rows of a table are shown.
const ROWS: usize = 12;
/// So many texts of a quadrant are shown.
const TEXTS: usize = 4;

/// What would come from these files onto a map with these quadrants?
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Question {
    /// The files, each with what a person chose about it.
    pub files: Vec<(PathBuf, Option<Choices>)>,
    pub quadrants: Vec<Quadrant>,
}

/// What would come.
pub(super) struct Seen {
    pub question: Question,
    /// What each file is, or why it cannot be imported.
    pub files: Vec<Result<SeenFile, String>>,
    /// What would come to each quadrant, in their order.
    pub quadrants: Vec<Coming>,
    pub notes: usize,
    pub themes: usize,
    pub needs: usize,
}

/// A file that can be imported.
pub(super) struct SeenFile {
    pub kind: &'static str,
    pub table: Option<SeenTable>,
    /// What was chosen, or what looks right.
    pub choices: Choices,
    pub preview: Arc<Preview>,
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
    pub fn previews(&self) -> Vec<Arc<Preview>> {
        self.files.iter().flatten().map(|file| Arc::clone(&file.preview)).collect()
    }
}

/// A thread that reads these files once, and looks at them again whenever something is chosen.
pub(super) fn sources(ctx: &egui::Context, fs: Arc<dyn Fs>) -> Latest<Question, Seen> {
    let mut known: HashMap<PathBuf, Result<Source, String>> = HashMap::new();
    Latest::start(ctx.clone(), move |question: Question, progress| {
        let mut files = Vec::with_capacity(question.files.len());
        for (path, choices) in &question.files {
            progress.tell(0.0).ok()?;
            let source = known.entry(path.clone()).or_insert_with(|| read(&*fs, path));
            files.push(match source {
                Ok(source) => Ok(look_at(source, choices.as_ref(), &question.quadrants)),
                Err(reason) => Err(reason.clone()),
            });
        }
        Some(sum_up(question, files))
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

fn look_at(source: &Source, chosen: Option<&Choices>, quadrants: &[Quadrant]) -> SeenFile {
    let mut choices = chosen.cloned().unwrap_or_else(|| source.guess());
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
    let preview = Arc::new(source.preview(&choices, quadrants));
    SeenFile { kind: source.kind().label(), table, choices, preview }
}

fn sum_up(question: Question, files: Vec<Result<SeenFile, String>>) -> Seen {
    let mut quadrants = vec![Coming::default(); question.quadrants.len()];
    let mut themes: Vec<&str> = Vec::new();
    let mut needs: Vec<&str> = Vec::new();
    for new in files.iter().flatten().flat_map(|file| &file.preview.notes) {
        themes.extend(Some(new.theme.as_str()).filter(|theme| !theme.is_empty()));
        needs.extend(new.needs.iter().map(String::as_str));
        let place = question.quadrants.iter().position(|quadrant| quadrant.id == new.note.quadrant);
        let Some(coming) = place.map(|place| &mut quadrants[place]) else { continue };
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
    let (themes, needs) = (different(themes), different(needs));
    let notes = quadrants.iter().map(|coming| coming.notes).sum();
    Seen { question, files, quadrants, notes, themes, needs }
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
