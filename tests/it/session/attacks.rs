//! What strangers, guests and broken programs may try, each against a real host on this machine.
//!
//! | by | attack | what happens |
//! | --- | --- | --- |
//! | the gate | S1: frames before the secret is checked | refused alike; guessing has to wait |
//! | the gate | no secret at the editor door | refused alike; guessing has to wait |
//! | the gate | a wrong secret at the editor door | refused alike; guessing has to wait |
//! | the gate | the secret of a session that has ended | refused alike; guessing has to wait |
//! | the gate | the participants secret at the editor door | refused alike; guessing has to wait |
//! | the gate | the editors secret at the participant door | refused alike; guessing has to wait |
//! | the gate | a wrong secret at the participant door | refused alike; guessing has to wait |
//! | the gate | the secret in a place where it does not belong | refused alike; guessing has to wait |
//! | the gate | a secret longer than any | refused alike; guessing has to wait |
//! | the gate | codes guessed from one address | refused alike; guessing has to wait |
//! | the gate | codes guessed from many addresses | refused alike; guessing has to wait |
//! | the gate | codes guessed at both doors | refused alike; guessing has to wait |
//! | the gate | a second hello with another secret | refused alike; guessing has to wait |
//! | somebody's browser | a web socket from another site | 421 or 403; nothing that another site could use |
//! | somebody's browser | a web socket from another port of this computer | 421 or 403; nothing that another site could use |
//! | somebody's browser | an origin that only looks like ours | 421 or 403; nothing that another site could use |
//! | somebody's browser | two origins | 421 or 403; nothing that another site could use |
//! | somebody's browser | a name that was made to lead here | 421 or 403; nothing that another site could use |
//! | somebody's browser | a host that only looks like ours | 421 or 403; nothing that another site could use |
//! | somebody's browser | no host and two hosts | 421 or 403; nothing that another site could use |
//! | somebody's browser | an address in the first line | 421 or 403; nothing that another site could use |
//! | somebody's browser | answers that another site could use | 421 or 403; nothing that another site could use |
//! | somebody's browser | a page that loads somebody elses script | 421 or 403; nothing that another site could use |
//! | HTTP | paths that lead out of the page | 4xx or hung up; nothing comes back |
//! | HTTP | methods that change something | 4xx or hung up; nothing comes back |
//! | HTTP | a request that hides another | 4xx or hung up; nothing comes back |
//! | HTTP | a request that brings something | 4xx or hung up; nothing comes back |
//! | HTTP | headers without end | 4xx or hung up; nothing comes back |
//! | HTTP | bytes that are no request | 4xx or hung up; nothing comes back |
//! | HTTP | a handshake that is none | 4xx or hung up; nothing comes back |
//! | HTTP | the page through tls | 4xx or hung up; nothing comes back |
//! | HTTP | the editor door without tls | 4xx or hung up; nothing comes back |
//! | HTTP | a web socket that is none | 4xx or hung up; nothing comes back |
//! | sockets | more sockets than one address may have | closed within the limits |
//! | sockets | more sockets than there are places | closed within the limits |
//! | sockets | a socket that says nothing | closed within the limits |
//! | sockets | headers that come letter by letter | closed within the limits |
//! | sockets | a tls handshake that stops half way | closed within the limits |
//! | sockets | a phone that does not say who it is | closed within the limits |
//! | sockets | a phone that says who it is letter by letter | closed within the limits |
//! | sockets | a connection that is half open | closed within the limits |
//! | WebSocket frames | a frame larger than a phones | closed before memory is spent |
//! | WebSocket frames | a frame larger than a whole map | closed before memory is spent |
//! | WebSocket frames | a frame that declares more than there is memory | closed before memory is spent |
//! | WebSocket frames | a message in pieces without end | closed before memory is spent |
//! | WebSocket frames | frames that break the rules | closed before memory is spent |
//! | WebSocket frames | bytes at the participant door | closed before memory is spent |
//! | WebSocket frames | text at the editor door | closed before memory is spent |
//! | WebSocket frames | compression that would blow up | closed before memory is spent |
//! | WebSocket frames | a first message that is no hello | closed before memory is spent |
//! | the editor door | a viewer that writes | refused in the room; the map and the others stay as they are |
//! | the editor door | a viewer that writes by the first sync | refused in the room; the map and the others stay as they are |
//! | the editor door | a viewer with our program that writes | refused in the room; the map and the others stay as they are |
//! | the editor door | messages that are cut unknown or not for a room | refused in the room; the map and the others stay as they are |
//! | the editor door | presence that is no presence | refused in the room; the map and the others stay as they are |
//! | the editor door | a forged role and a forged color | refused in the room; the map and the others stay as they are |
//! | the editor door | presence in the name of somebody else | refused in the room; the map and the others stay as they are |
//! | the editor door | a flood of presence | refused in the room; the map and the others stay as they are |
//! | the editor door | a flood of questions | refused in the room; the map and the others stay as they are |
//! | the editor door | an update larger than a paste | refused in the room; the map and the others stay as they are |
//! | the editor door | a text that is nested a level deeper with each update | refused in the room; the map and the others stay as they are |
//! | the editor door | an editor who gives orders | refused in the room; the map and the others stay as they are |
//! | the editor door | a viewer who calls everybody | refused in the room; the map and the others stay as they are |
//! | the editor door | orders that make no sense | refused in the room; the map and the others stay as they are |
//! | the editor door | somebody who was sent out comes back | refused in the room; the map and the others stay as they are |
//! | the editor door | somebody new while joining is locked | refused in the room; the map and the others stay as they are |
//! | the editor door | control messages by another program | refused in the room; the map and the others stay as they are |
//! | updates | values nested 20 000 deep | refused or sent away; the map stays, the others go on |
//! | updates | types nested in each other | refused or sent away; the map stays, the others go on |
//! | updates | lengths declared beyond what there is | refused or sent away; the map stays, the others go on |
//! | updates | a state that declares four billion clients | refused or sent away; the map stays, the others go on |
//! | updates | blocks that wait for each other for ever | refused or sent away; the map stays, the others go on |
//! | updates | clients and clocks that no document has | refused or sent away; the map stays, the others go on |
//! | updates | parts of the map as something else | refused or sent away; the map stays, the others go on |
//! | updates | notes that become something else | taken, since an editor may; the map stays whole |
//! | updates | writing under the client id of somebody else | refused or sent away; the map stays, the others go on |
//! | updates | writing under the client id of the room | refused or sent away; the map stays, the others go on |
//! | updates | a clock far in the future | refused or sent away; the map stays, the others go on |
//! | updates | gaps in clocks and deletions of what is still to come | refused or sent away; the map stays, the others go on |
//! | updates | gaps without end | refused or sent away; the map stays, the others go on |
//! | the participant door | a participant at the note of another | refused or sent away; the map stays, the others go on |
//! | the participant door | a note under an identifier that exists | refused or sent away; the map stays, the others go on |
//! | the participant door | the page of another without its name for itself | refused or sent away; the map stays, the others go on |
//! | the participant door | a vote for what is not there and many votes | refused or sent away; the map stays, the others go on |
//! | the participant door | script in every text | it is the same text everywhere, and nothing else |
//! | the participant door | a page that would make more than text of a text | it is the same text everywhere, and nothing else |
//! | the participant door | a flood of messages | refused or sent away; the map stays, the others go on |
//! | the participant door | json that would blow up | refused or sent away; the map stays, the others go on |
//! | the participant door | texts that are no notes | refused or sent away; the map stays, the others go on |
//! | not listening | S7: a reader that never reads | the reader is cut, the others go on |

mod browsers;
mod editors;
mod frames;
mod participants;
mod readers;
mod requests;
mod secrets;
mod sockets;
mod updates;
