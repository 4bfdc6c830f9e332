import { DEFAULT_SCALE } from '../../simulation/world.ts';

export const HELP = `npm run simulate -- [options]

Fills a feed with the made-up dossiers of a simulated province: history, then what happens now, until Ctrl-C.
Mark the feed as simulated (npm run admin -- feed add ID --name NAME --simulated): one that is known not to be is refused.

Where to
  --url URL           server (http://127.0.0.1:3000)
  --feed ID           feed to push to (demo)
  --key KEY           its key; better in the environment variable FEED_KEY, where other users do not see it
  --reader-key KEY    a reader's key for --storm (npm run admin -- reader-key create EMAIL); better in READER_KEY
  --batch N           records in a request at most, 1 to 5000 (2000)
  --connections N     requests on their way at once, 1 to 64 (2)

What
  --days N            days of history when the feed is empty, 0 to 400 (90; with --rate 0). The dossiers open on the
                      first day are told from their beginning
  --scale N           dossiers on an ordinary working day, 1 to 100000 (${DEFAULT_SCALE}). 90 days at 2600 are a million records
  --seed N            another seed, another province (1). The same seed, scale and times give the same records
  --once              history only
  --live              after history what happens now; this is so unless --once is given
  --no-busy           live: quiet nights and days off, as in a real office. Without it, dossiers are also filed and
                      resolved while the office is closed, so that there is something to see
  --rate R            live: R records per second, day and night, instead of the office's rhythm, 0.01 to 20000. A feed
                      that has events already gets no history then; use a feed of its own
  --speed X           simulated time runs X times faster, 1 to 100000. It begins in the past and ends with real time:
                      with --seconds S it begins S × (X − 1) seconds ago, else with the history, of which nothing is sent
                      at once. The records' times are simulated, old at first and never in the future; the server
                      sees them arrive now and judges deadlines by its own clock
  --seconds S         live ends after S seconds
  --records N         live (with --once: history) ends after N records
  --dry-run           make the records and send nothing: how fast this machine makes them

What goes wrong
  --silent UNIT[,…]   from the start of live nothing is sent of dossiers these units receive or resolve
  --silent N          the same for N communes, chosen by the seed, 1 to 64
  --bad SHARE         of all records, those sent broken, 0 to 1: unknown unit or procedure, missing field, wrong date,
                      wrong encoding, impossible transition and so on, chosen by the seed
  --outage FROM,MIN   the national portal is away for MIN minutes of simulated time: records of dossiers filed online
                      are held and then come in one burst with their old times. FROM: +M (M minutes after the start
                      of live), HH:MM (today) or YYYY-MM-DDTHH:MM, in office time
  --storm N[,SECS]    N screens (1 to 20000) open at the start of live and are cut all at once; tells how many are back
                      after how long, for SECS seconds (60); needs --reader-key. With none of the options under "What"
                      it needs no feed's key and sends no records

A feed that has events already is continued from its last one. One ledger holds one province: another seed or scale, or a
second feed, gives other dossiers under the same codes, which are refused (key-reused). --rate has codes of its own.
What a portal outage holds when the run ends is lost to the feed.

Ends with a summary: sent, accepted, repeated, waiting and refused by reason, rate, answer times.
Ctrl-C ends it after the requests on their way; a second one at once.
Ends with 0: done or stopped; 1: the server refuses, or cannot hold the screens; 2: the command is wrong.
`;
