//! What people ask of the room, and who may (rule S2).

use std::sync::Arc;

use crate::session::wire::Message;
use crate::session::{Millis, Notice, PersonId, Request, Role};

use super::roster::Door;
use super::{CloseReason, ConnectionId, Lane, Room};

/// Why something was not done, for the person who asked.
type Sentence = &'static str;

const LEADS: Sentence = "Only the facilitator can do that.";
const GONE: Sentence = "That person is no longer in the session.";

impl Room {
    /// Does what somebody asks for, or tells them why not.
    pub(super) fn asked(&mut self, now: Millis, connection: ConnectionId, request: Request) {
        let Some(me) = self.roster.person(connection) else { return };
        self.may_differ = true;
        let done = match request {
            Request::Rename { person, name } => self.rename(me, person, &name),
            Request::Expel { person } => self.expel(now, me, person),
            Request::SetRole { person, role } => self.set_role(now, me, person, role),
            Request::HandOver { person } => self.hand_over(me, person),
            Request::LockJoining { locked } => self.lead_by(me).map(|()| self.roster.joining_is_locked = locked),
            Request::LockBoard { locked } => self.lead_by(me).map(|()| self.board_is_locked = locked),
            Request::Summon { view } => self.summon(me, connection, view),
        };
        if let Err(why) = done {
            self.refuse(connection, why);
        }
    }

    fn lead_by(&self, me: PersonId) -> Result<(), Sentence> {
        if self.roster.role(me) == Role::Facilitator { Ok(()) } else { Err(LEADS) }
    }

    fn rename(&mut self, me: PersonId, person: PersonId, name: &str) -> Result<(), Sentence> {
        if person == me {
            self.roster.rename_by_oneself(me, name);
            return Ok(());
        }
        self.lead_by(me)?;
        self.roster.member(person).ok_or(GONE)?;
        self.roster.rename(person, name);
        Ok(())
    }

    fn expel(&mut self, now: Millis, me: PersonId, person: PersonId) -> Result<(), Sentence> {
        self.lead_by(me)?;
        if person == me {
            return Err("You lead this session. Hand it over before you leave.");
        }
        if self.roster.is_host(person) {
            return Err("The session runs on this person's computer, so they cannot be sent out.");
        }
        self.roster.member(person).ok_or(GONE)?;
        for connection in self.roster.expel(person) {
            self.close(now, connection, CloseReason::Expelled);
        }
        Ok(())
    }

    fn set_role(&mut self, now: Millis, me: PersonId, person: PersonId, role: Role) -> Result<(), Sentence> {
        self.lead_by(me)?;
        if person == me {
            return Err("You lead this session. Hand it over before you become something else.");
        }
        if self.roster.is_host(person) {
            return Err("The session runs on this person's computer, so they stay an editor.");
        }
        let member = self.roster.member(person).ok_or(GONE)?;
        match (member.door, role) {
            (Door::Editor, Role::Editor | Role::Viewer) | (Door::Participant, Role::Participant | Role::Viewer) => {}
            (Door::Editor, _) => return Err("Who joined with the desktop program is an editor or a viewer."),
            (Door::Participant, _) => return Err("Who joined in a browser is a participant or a viewer."),
        }
        let connections = member.connections.clone();
        self.roster.appoint(now, person, role);
        for connection in connections {
            self.tell_state(connection);
            // What they could not send while they only looked.
            self.ask_for_all(connection);
        }
        Ok(())
    }

    fn hand_over(&mut self, me: PersonId, person: PersonId) -> Result<(), Sentence> {
        self.lead_by(me)?;
        let member = self.roster.member(person).filter(|member| member.is_here()).ok_or(GONE)?;
        if member.door != Door::Editor || !self.roster.role(person).edits() {
            return Err("Only an editor can lead. Make this person an editor first.");
        }
        self.roster.hand_over(person);
        Ok(())
    }

    fn summon(&mut self, me: PersonId, connection: ConnectionId, view: [f32; 4]) -> Result<(), Sentence> {
        if !self.roster.role(me).edits() {
            return Err("Only the facilitator and editors can do that.");
        }
        let is_part_of_board = view.iter().all(|number| number.is_finite()) && view[2] > 0.0 && view[3] > 0.0;
        if !is_part_of_board {
            return Err("There is no such part of the board.");
        }
        let notice = serde_json::to_string(&Notice::Summoned { by: me, view });
        let notice = notice.expect("numbers always have a JSON form");
        let message: Arc<[u8]> = Message::Control(&notice).encode().into();
        let ours = self.editors.iter().filter(|(_, editor)| editor.is_ours).map(|(reader, _)| *reader);
        let readers: Vec<_> = ours.filter(|reader| *reader != connection).collect();
        for reader in readers {
            self.send(reader, Arc::clone(&message), Lane::Edits);
        }
        Ok(())
    }
}
