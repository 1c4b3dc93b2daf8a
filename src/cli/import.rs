//! `empathy-map import`: what other programs wrote becomes a new map.

use std::ffi::OsStr;
use std::io;
use std::path::{Path, PathBuf};

use super::{Exit, Streams};
use crate::app::clock;
use crate::app::files::carried_map;
use crate::file::{self, Disk, Expected, Outcome, Parsed};
use crate::import::{self, Choices, LeftOut, Preview, Source};
use crate::model::{EmpathyMap, MapId};

/// Lines that tell what was left out of one file; the rest is a number.
const LINES: usize = 20;
/// Characters of a text that such a line shows.
const SHOWN_CHARS: usize = 60;

#[derive(Debug, clap::Args)]
pub(super) struct Import {
    /// What to import: CSV, TSV, Markdown, plain lines, .canvas, .excalidraw, .tldr (several become one map), or a
    /// picture that this program exported
    #[arg(value_name = "IN", required = true)]
    inputs: Vec<PathBuf>,

    /// The map file to make; it must not exist yet
    #[arg(short, long, value_name = "OUT")]
    output: PathBuf,
}

/// A file that was read, by the name on the command line.
struct File {
    name: String,
    source: Source,
    choices: Choices,
}

impl Import {
    /// Reads the files, makes the map and tells what came of each.
    pub(super) fn run(&self, streams: &mut Streams) -> io::Result<Exit> {
        if let [picture] = self.inputs.as_slice()
            && let Some(carried) = carried_map(&Disk, picture)
        {
            return self.take_out(carried, streams);
        }
        let mut files = Vec::new();
        let mut exit = Exit::Well;
        for path in &self.inputs {
            match File::read(path) {
                Ok(file) => files.push(file),
                Err(sentence) => {
                    writeln!(streams.err, "{sentence}")?;
                    exit = Exit::BadInput;
                }
            }
        }
        if exit != Exit::Well {
            return Ok(exit);
        }
        let quadrants = import::quadrants_of_new_map(files.iter().map(|file| (&file.source, &file.choices)));
        let previews: Vec<Preview> = files.iter().map(|file| file.source.preview(&file.choices, &quadrants)).collect();
        let mut new_id = || clock::new_id(MapId::from_parts).to_string();
        let (mut map, twice) = import::new_map(quadrants, &previews, &mut new_id);
        map.created = clock::now_rfc3339();
        if !self.save(&map, streams)? {
            return Ok(Exit::BadInput);
        }
        let notes = counted(map.notes.len(), "note");
        writeln!(streams.out, "{}: a new map with {notes}", self.output.display())?;
        for (file, preview) in files.iter().zip(&previews) {
            file.describe(preview, streams.out)?;
        }
        left_out(streams.out, "", &twice)?;
        Ok(Exit::Well)
    }

    /// Saves the map that a picture carries, as it is.
    fn take_out(&self, carried: Result<Parsed, String>, streams: &mut Streams) -> io::Result<Exit> {
        let Parsed { map, warnings } = match carried {
            Ok(parsed) => parsed,
            Err(sentence) => {
                writeln!(streams.err, "{sentence}")?;
                return Ok(Exit::BadInput);
            }
        };
        if !self.save(&map, streams)? {
            return Ok(Exit::BadInput);
        }
        let notes = counted(map.notes.len(), "note");
        writeln!(streams.out, "{}: the map from the picture, {notes}", self.output.display())?;
        for warning in warnings {
            writeln!(streams.out, "  warning: {warning}")?;
        }
        Ok(Exit::Well)
    }

    /// Whether the map is saved now; complains if not.
    fn save(&self, map: &EmpathyMap, streams: &mut Streams) -> io::Result<bool> {
        let bytes = file::write(map).into_bytes();
        match file::save(&Disk, &self.output, &bytes, &Expected::NoFile, &mut std::thread::sleep) {
            Ok(Outcome::Saved(_)) => return Ok(true),
            Ok(Outcome::ChangedOutside { .. }) => {
                writeln!(streams.err, "{}: The file exists already. Choose another name.", self.output.display())?;
            }
            Err(error) => writeln!(streams.err, "{error}")?,
        }
        Ok(false)
    }
}

impl File {
    fn read(path: &Path) -> Result<Self, String> {
        let name = path.display().to_string();
        let bytes = file::read_bytes(&Disk, path).map_err(|error| error.to_string())?;
        let file_name = path.file_name().unwrap_or(OsStr::new("")).to_string_lossy();
        let source = import::read(&file_name, &bytes).map_err(|error| format!("{name}: {error}"))?;
        let choices = source.guess();
        let quadrants = import::quadrants_of_new_map([(&source, &choices)]);
        if source.preview(&choices, &quadrants).notes.is_empty() {
            let kind = source.kind().label();
            return Err(format!("{name}: No note was found in it ({kind}). Look at it in an editor."));
        }
        Ok(Self { name, source, choices })
    }

    fn describe(&self, preview: &Preview, out: &mut dyn io::Write) -> io::Result<()> {
        let Self { name, source, .. } = self;
        writeln!(out, "  {name}: {}, {}", source.kind().label(), counted(preview.notes.len(), "note"))?;
        for warning in &preview.warnings {
            writeln!(out, "  warning: {name}: {warning}")?;
        }
        left_out(out, name, &preview.left_out)
    }
}

fn left_out(out: &mut dyn io::Write, name: &str, all: &[LeftOut]) -> io::Result<()> {
    for LeftOut { place, text, reason } in all.iter().take(LINES) {
        let mut shown: String = text.chars().map(|c| if c == '\n' { ' ' } else { c }).take(SHOWN_CHARS).collect();
        if text.chars().nth(SHOWN_CHARS).is_some() {
            shown.push('…');
        }
        let where_it_is = [name, place].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ");
        match shown.as_str() {
            "" => writeln!(out, "  left out: {where_it_is}: {reason}")?,
            _ => writeln!(out, "  left out: {where_it_is}: “{shown}”: {reason}")?,
        }
    }
    if all.len() > LINES {
        writeln!(out, "  left out: {name}: {} more", all.len() - LINES)?;
    }
    Ok(())
}

fn counted(count: usize, noun: &str) -> String {
    format!("{count} {noun}{}", if count == 1 { "" } else { "s" })
}
