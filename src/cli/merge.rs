//! `empathy-map merge`: several people's maps become one.

use std::io;
use std::path::{Path, PathBuf};

use super::{Exit, Streams};
use crate::app::clock;
use crate::app::files::read_map;
use crate::file::{self, Disk, Expected, Fs};
use crate::merge::{Merged, Origin, Proposal, Source};
use crate::model::MapId;

#[derive(Debug, clap::Args)]
pub(super) struct Merge {
    /// Two or more map files, or pictures that this program exported; the first one gives the title and the persona
    #[arg(value_name = "FILE", required = true, num_args = 2..)]
    files: Vec<PathBuf>,

    /// The file to write
    #[arg(short, long, value_name = "OUT")]
    output: PathBuf,

    /// Make one note of those in a quadrant that say the same, with all their people, tags and votes
    #[arg(long)]
    join_same: bool,

    /// How notes tell which map they are from: the person they are about, their source, or not at all. Without it, each map
    /// gets what fits: a person where its notes name nobody, a source where they do, nothing for versions of one map
    #[arg(long, value_name = "HOW")]
    origin: Option<How>,
}

#[derive(Clone, Copy, Debug, clap::ValueEnum)]
enum How {
    /// Each map is about one person
    Who,
    /// Each map is a source
    Source,
    /// Not at all
    None,
}

impl Merge {
    /// Reads the maps, merges them and writes the result.
    pub(super) fn run(&self, streams: &mut Streams) -> io::Result<Exit> {
        let mut sources = Vec::with_capacity(self.files.len());
        let mut warnings = Vec::new();
        for path in &self.files {
            if same_file(path, &self.output) {
                writeln!(streams.err, "{}: This is one of the maps. Choose another name.", self.output.display())?;
                return Ok(Exit::BadInput);
            }
            match read_map(&Disk, path) {
                Ok(parsed) => {
                    let warning = |text: &String| format!("  warning: {}: {text}", path.display());
                    warnings.extend(parsed.warnings.iter().map(warning));
                    sources.push(Source::of_file(path, parsed.map));
                }
                Err(sentence) => {
                    writeln!(streams.err, "{sentence}")?;
                    return Ok(Exit::BadInput);
                }
            }
        }
        match self.merge(&sources) {
            Ok((merged, same)) => self.write(streams, &merged, same, &warnings),
            Err(sentence) => {
                writeln!(streams.err, "{sentence}")?;
                Ok(Exit::BadInput)
            }
        }
    }

    /// The merged map, and how many groups of notes say the same and stay apart.
    fn merge(&self, sources: &[Source]) -> Result<(Merged, usize), String> {
        let mut proposal = Proposal::new(sources, &mut || clock::new_id(MapId::from_parts).to_string())?;
        if let Some(how) = self.origin {
            for (origin, source) in proposal.origins.iter_mut().zip(sources) {
                *origin = match how {
                    How::Who => Origin::Who(origin.name().unwrap_or(&source.name).to_owned()),
                    How::Source => Origin::Source(origin.name().unwrap_or(&source.name).to_owned()),
                    How::None => Origin::Untold,
                };
            }
        }
        if self.join_same {
            proposal.join_all();
        }
        let apart = proposal.same_texts.iter().filter(|same| !same.is_joined).count();
        Ok((proposal.apply().map_err(|problem| problem.to_string())?, apart))
    }

    fn write(&self, streams: &mut Streams, merged: &Merged, apart: usize, warnings: &[String]) -> io::Result<Exit> {
        let bytes = file::write(&merged.map).into_bytes();
        if let Err(error) = file::save(&Disk, &self.output, &bytes, &Expected::Anything, &mut std::thread::sleep) {
            writeln!(streams.err, "{error}")?;
            return Ok(Exit::Failed);
        }
        let (maps, notes) = (self.files.len(), merged.map.notes.len());
        let plural = if notes == 1 { "" } else { "s" };
        writeln!(streams.out, "{}: {maps} maps, {notes} note{plural}", self.output.display())?;
        for line in &merged.report {
            writeln!(streams.out, "  {line}")?;
        }
        match apart {
            0 => {}
            1 => writeln!(streams.out, "  Some notes say the same once; --join-same makes one of them.")?,
            _ => writeln!(streams.out, "  {apart} times, some notes say the same; --join-same makes one of each.")?,
        }
        for warning in warnings {
            writeln!(streams.out, "{warning}")?;
        }
        Ok(Exit::Well)
    }
}

/// Whether both paths lead to one file that exists.
fn same_file(a: &Path, b: &Path) -> bool {
    matches!((Disk.resolve(a), Disk.resolve(b)), (Ok(a), Ok(b)) if a == b)
}
