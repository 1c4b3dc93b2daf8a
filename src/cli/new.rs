//! `empathy-map new`: a map file to begin with.

use std::io;
use std::path::PathBuf;

use super::{Exit, Streams};
use crate::app::clock;
use crate::file::{self, Disk, Expected, Outcome};
use crate::model::{EmpathyMap, MapId, TEMPLATES, Template};

/// The name that lists the templates.
const LIST: &str = "list";

#[derive(Debug, clap::Args)]
pub(super) struct New {
    /// The template to begin with; "list" names them all
    #[arg(long, value_name = "NAME", default_value = TEMPLATES[0].name)]
    template: String,

    /// The file to make; it must not exist yet
    #[arg(short, long, value_name = "OUT")]
    output: Option<PathBuf>,
}

impl New {
    /// What the command line lacks.
    pub(super) fn validate(&self) -> Result<(), &'static str> {
        if self.template != LIST && self.output.is_none() {
            return Err("the following required arguments were not provided:\n  --output <OUT>");
        }
        Ok(())
    }

    /// Makes the file, or lists the templates.
    pub(super) fn run(&self, streams: &mut Streams) -> io::Result<Exit> {
        let output = match &self.output {
            Some(output) if self.template != LIST => output,
            _ => return list(streams),
        };
        let Some(template) = Template::find(&self.template) else {
            writeln!(
                streams.err,
                "There is no template “{}”. Name one of {}.",
                self.template,
                TEMPLATES.iter().map(|template| template.name).collect::<Vec<_>>().join(", ")
            )?;
            return Ok(Exit::BadInput);
        };
        let map =
            EmpathyMap { id: Some(clock::new_id(MapId::from_parts)), created: clock::now_rfc3339(), ..template.map() };
        let bytes = file::write(&map).into_bytes();
        match file::save(&Disk, output, &bytes, &Expected::NoFile, &mut std::thread::sleep) {
            Ok(Outcome::Saved(_)) => {
                writeln!(streams.out, "{}: a new map from the template “{}”", output.display(), template.name)?;
                Ok(Exit::Well)
            }
            Ok(Outcome::ChangedOutside { .. }) => {
                writeln!(streams.err, "{}: The file exists already. Choose another name.", output.display())?;
                Ok(Exit::BadInput)
            }
            Err(error) => {
                writeln!(streams.err, "{error}")?;
                Ok(Exit::BadInput)
            }
        }
    }
}

fn list(streams: &mut Streams) -> io::Result<Exit> {
    let width = TEMPLATES.iter().map(|template| template.name.len()).max().unwrap_or(0);
    for template in TEMPLATES {
        writeln!(streams.out, "{:width$}  {}", template.name, template.about)?;
    }
    Ok(Exit::Well)
}
