//! Reads the maps that are compared, on a thread of its own.

use std::sync::Arc;

use eframe::egui;

use crate::app::clock;
use crate::app::latest::Latest;
use crate::app::library::{MapSource, name_of};
use crate::app::shell::ago_millis;
use crate::compare::Comparison;
use crate::file::{self, Fs};
use crate::model::EmpathyMap;

/// What is to be compared.
pub struct Question {
    pub earlier: MapSource,
    pub later: MapSource,
    /// The open map, where there is one.
    pub open: Option<Box<EmpathyMap>>,
}

/// What came of it.
pub struct Compared {
    pub earlier: Side,
    pub later: Side,
    pub comparison: Comparison,
}

/// One of the maps.
pub struct Side {
    /// What it is called.
    pub name: String,
    /// Which file that is and from when.
    pub about: String,
}

/// A thread that reads and compares.
pub fn sides(ctx: &egui::Context, fs: Arc<dyn Fs>) -> Latest<Question, Result<Compared, String>> {
    Latest::start(ctx.clone(), move |question: Question, progress| {
        let open = question.open.as_deref();
        let read = |source: &MapSource| {
            progress.tell(0.0).ok()?;
            Some(read(&*fs, source, open))
        };
        let (earlier, later) = (read(&question.earlier)?, read(&question.later)?);
        Some(earlier.and_then(|(earlier, before)| {
            let (later, after) = later?;
            Ok(Compared { earlier, later, comparison: Comparison::new(&before, &after) })
        }))
    })
}

fn read(fs: &dyn Fs, source: &MapSource, open: Option<&EmpathyMap>) -> Result<(Side, EmpathyMap), String> {
    match source {
        MapSource::Open => {
            let map = open.ok_or("The map is not open any more.")?.clone();
            let name = name_of(&map.title, &map.persona.name, "Untitled map".as_ref()).into_owned();
            Ok((Side { name, about: "(open now)".to_owned() }, map))
        }
        MapSource::File(path) => {
            let map = file::open(fs, path).map_err(|error| error.to_string())?.parsed.map;
            let changed = fs.stat(path).ok().and_then(|stat| stat.modified);
            let changed = changed.map(|at| ago_millis(clock::millis_of(at), clock::unix_millis()));
            let file = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy();
            let name = name_of(&map.title, &map.persona.name, path).into_owned();
            let about = [Some(file.into_owned()), changed].into_iter().flatten().collect::<Vec<_>>().join(", ");
            Ok((Side { name, about: format!("({about})") }, map))
        }
    }
}
