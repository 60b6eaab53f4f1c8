#!/usr/bin/env bash
# Brings the PostgreSQL that StudyIn runs on back to any moment, with pgBackRest. Run as the user PostgreSQL runs as, once
# /etc/pgbackrest.conf (from ops/pgbackrest.conf) and the settings named there are in place.
#
#   ops/point-in-time.sh setup                 make the stanza and see that the archive works; once
#   ops/point-in-time.sh backup [full|diff|incr]   full weekly, diff daily, incr hourly (cron: see docs/operations.md)
#   ops/point-in-time.sh point NAME            give this moment a name, before something risky
#   ops/point-in-time.sh restore --data DIR [--name NAME | --time 'YYYY-MM-DD HH:MM:SS+00']
#       rebuild the cluster in DIR, which must be empty or not there, as of the named point, a time, or the latest there is
#   ops/point-in-time.sh drill --data DIR
#       restore the latest into DIR, start it there beside the real one, read every table, throw it away; the last line says what
#       was found. To be run by cron now and then: a backup nobody has restored is a hope.
#
# Settings (environment): PGBACKREST_CONFIG (default /etc/pgbackrest.conf), STANZA (default studyin), DATABASE (default studyin),
# PG_BIN (default /usr/lib/postgresql/17/bin), PGHOST, PGPORT … of a superuser.
set -euo pipefail
PATH=${PG_BIN:-/usr/lib/postgresql/17/bin}:$PATH
config=${PGBACKREST_CONFIG:-/etc/pgbackrest.conf}
stanza=${STANZA:-studyin}
database=${DATABASE:-studyin}
command=${1:-}
shift || true

die() {
  printf 'point-in-time: %s\n' "$*" >&2
  exit 1
}

data='' point='' time='' operand=''
while [[ $# -gt 0 ]]; do
  if [[ $1 == -* ]]; then
    [[ $# -gt 1 ]] || die "$1 lacks its value."
    case $1 in
      --data) data=$2 ;;
      --name) point=$2 ;;
      --time) time=$2 ;;
      *) die "there is no option $1." ;;
    esac
    shift
  else
    operand=$1
  fi
  shift
done

backrest() { pgbackrest --config="$config" --stanza="$stanza" "$@"; }
sql() { psql -X -q -A -t -v ON_ERROR_STOP=1 "$@"; }

setup() {
  backrest stanza-create
  backrest check
}

backup() {
  case ${operand:-diff} in
    full | diff | incr) backrest --type="${operand:-diff}" backup ;;
    *) die "backup takes full, diff or incr, not '$operand'." ;;
  esac
}

point() {
  [[ $operand =~ ^[A-Za-z0-9_.-]{1,60}$ ]] || die "point needs a name of letters, digits, points and dashes."
  # The log up to here goes to the archive at once: the point can be reached even if the machine is lost now.
  sql -d postgres -c "select pg_create_restore_point('$operand')" -c 'select pg_switch_wal()' >/dev/null
}

restore() {
  [[ -n $data ]] || die "restore needs --data DIR."
  [[ ! -e $data || -z $(ls -A "$data") ]] || die "$data is not empty. Move the broken cluster away first; it may still be of use."
  local target=(--type=default)
  [[ -z $point ]] || target=(--type=name "--target=$point" --target-action=promote)
  [[ -z $time ]] || target=(--type=time "--target=$time" --target-action=promote)
  mkdir -p "$data"
  chmod 700 "$data"
  backrest --pg1-path="$data" "${target[@]}" restore
}

drill() {
  [[ -n $data ]] || die "drill needs --data DIR."
  local rows tables
  restore
  # shellcheck disable=SC2064 # the folder as it is named now
  trap "pg_ctl -D '$data' -m immediate stop >/dev/null 2>&1 || true; rm -rf '$data' '$data.log'" EXIT
  # Settings of its own, on the command line where none of the real server's outdo them: their file may lie elsewhere (Debian:
  # /etc/postgresql), this server must not write into the archive it came from, and no standby confirms its commits.
  local setting options=''
  for setting in config_file="$data/drill.conf" hba_file="$data/drill_hba.conf" ident_file="$data/drill.conf" data_directory="$data" \
    port=5432 listen_addresses= unix_socket_directories="$data" archive_mode=off hot_standby=off synchronous_standby_names= \
    dynamic_shared_memory_type=mmap; do
    options+=" -c $setting"
  done
  : >"$data/drill.conf"
  # Its socket is in a folder that only this user may enter.
  printf 'local all all trust\n' >"$data/drill_hba.conf"
  pg_ctl -D "$data" -o "$options" -l "$data.log" -w start >/dev/null ||
    die "the restored server does not start: $(tail -n 5 "$data.log")"
  drilled() { sql -h "$data" -p 5432 -U postgres "$@"; }
  # It has begun; it takes connections when everything in the archive has been applied.
  until drilled -d postgres -c 'select 1' >/dev/null 2>&1; do
    pg_ctl -D "$data" status >/dev/null || die "the restored server has stopped: $(tail -n 5 "$data.log")"
    sleep 0.2
  done
  # Every row is read once, every checksum of a page with it.
  drilled -d "$database" -c 'vacuum (disable_page_skipping)' >/dev/null
  tables=$(drilled -d "$database" -c "select count(*) from pg_tables where schemaname = 'public'")
  rows=$(drilled -d "$database" -c 'select count(*) from users')
  printf 'point-in-time: restored and read %s tables with %s accounts\n' "$tables" "$rows"
}

case $command in
  setup | backup | point | restore | drill) "$command" ;;
  *)
    sed -n '2,/^set -/{/^set -/d;s/^# \{0,1\}//;p}' "$0" >&2
    exit 2
    ;;
esac
