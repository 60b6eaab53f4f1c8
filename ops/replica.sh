#!/usr/bin/env bash
# A hot standby of the PostgreSQL that StudyIn runs on: for figures that may be some seconds old (DATABASE_REPLICA_URL), and to take
# over when the primary is lost. Run as the user PostgreSQL runs as, on the machine concerned.
#
#   ops/replica.sh prepare --password-file FILE [--name NAME] [--allow NETWORK]
#       on the primary: makes the role studyin_replication, lets it in from NETWORK (CIDR, default 127.0.0.1/32) and keeps the log a
#       standby called NAME (default standby1) still needs in a slot of that name. Uses PGHOST, PGPORT, PGUSER … of a superuser.
#   ops/replica.sh make --primary HOST:PORT --password-file FILE --data DIR [--name NAME] [--port PORT] [--sockets DIR]
#       on the standby's machine: copies the primary into DIR, which must be empty, and starts it to follow. Where the primary's
#       configuration is not in its data folder (Debian), nothing is started: one of this machine is needed, as it says then
#   ops/replica.sh synchronous NAME|off
#       on the primary: from now on a commit waits until the standby NAME has it on its disk, so that a failover loses nothing that was
#       acknowledged; `off` when the standby is gone for long, since commits would wait for it
#   ops/replica.sh promote --data DIR
#       on the standby: makes it the primary. Be sure that the old one is stopped and stays so: two primaries part for good.
#
# PostgreSQL's programs are looked for in PATH and in /usr/lib/postgresql/17/bin (PG_BIN names another place).
set -euo pipefail
PATH=${PG_BIN:-/usr/lib/postgresql/17/bin}:$PATH

role=studyin_replication
command=${1:-}
shift || true

die() {
  printf 'replica: %s\n' "$*" >&2
  exit 1
}

name=standby1 allow=127.0.0.1/32 password_file='' primary='' data='' port='' sockets='' operand=''
while [[ $# -gt 0 ]]; do
  if [[ $1 == -* ]]; then
    [[ $# -gt 1 ]] || die "$1 lacks its value."
    case $1 in
      --name) name=$2 ;;
      --allow) allow=$2 ;;
      --password-file) password_file=$2 ;;
      --primary) primary=$2 ;;
      --data) data=$2 ;;
      --port) port=$2 ;;
      --sockets) sockets=$2 ;;
      *) die "there is no option $1." ;;
    esac
    shift
  else
    operand=$1
  fi
  shift
done
[[ $name =~ ^[a-z][a-z0-9_]*$ ]] || die "--name may hold a-z, 0-9 and _ only, not '$name'."

sql() { psql -X -q -A -t -v ON_ERROR_STOP=1 "$@"; }
need() { [[ -n ${!1} ]] || die "$command needs --${1//_/-}."; }

prepare() {
  need password_file
  [[ $allow =~ ^[0-9a-fA-F.:]+/[0-9]+$ ]] || die "--allow takes a network such as 10.0.0.0/24, not '$allow'."
  # The password goes through standard input: the command line is everybody's to read.
  sql -d postgres -v role="$role" -v slot="$name" <<SQL
\\set password \`cat '$password_file'\`
select format('create role %I login replication', :'role') where not exists (select from pg_roles where rolname = :'role') \\gexec
alter role :"role" password :'password';
select from pg_create_physical_replication_slot(:'slot') where not exists (select from pg_replication_slots where slot_name = :'slot');
SQL
  local hba line
  hba=$(sql -d postgres -c 'show hba_file')
  line="host replication $role $allow scram-sha-256"
  grep -qxF "$line" "$hba" || printf '%s\n' "$line" >>"$hba"
  sql -d postgres -c 'select pg_reload_conf()' >/dev/null
  printf 'replica: the primary is ready for %s from %s\n' "$name" "$allow" >&2
}

make() {
  need primary
  need password_file
  need data
  [[ $primary == *:* ]] || die "--primary takes HOST:PORT, not '$primary'."
  [[ ! -e $data || -z $(ls -A "$data") ]] || die "$data is not empty."
  local passfile=$data.pgpass
  # pg_basebackup writes the connection into the standby's settings, with the place of the password instead of the password.
  (
    umask 077
    printf '%s:%s:*:%s:%s\n' "${primary%:*}" "${primary##*:}" "$role" "$(cat "$password_file")" >"$passfile"
  )
  # As it was given for `prepare` it is a superuser's, and would be taken instead: now, and by the server that is started below.
  unset PGPASSWORD
  pg_basebackup -D "$data" -R -X stream -c fast -S "$name" \
    -d "host=${primary%:*} port=${primary##*:} user=$role passfile=$passfile application_name=$name"
  {
    printf "hot_standby = on\nhot_standby_feedback = on\n"
    # What was copied from the primary and is not meant for this one. A standby of its own: its commits would wait for ever. The moment
    # the primary was once brought back to (ops/point-in-time.sh restore): following would end there, and promoting fail.
    printf "%s = ''\n" synchronous_standby_names restore_command recovery_target{,_name,_time,_xid,_lsn}
    [[ -z $port ]] || printf "port = %s\n" "$port"
    [[ -z $sockets ]] || printf "unix_socket_directories = '%s'\n" "$sockets"
  } >>"$data/postgresql.auto.conf"
  if [[ ! -e $data/postgresql.conf ]]; then
    printf 'replica: %s is copied to %s, and follows %s once you start it with the configuration of this machine (Debian: pg_ctlcluster 17 main start)\n' \
      "$name" "$data" "$primary" >&2
    return
  fi
  pg_ctl -D "$data" -l "$data.log" -w -t 60 start >/dev/null || die "the standby does not start: $(tail -n 5 "$data.log")"
  local attempt
  for attempt in {1..60}; do
    grep -q 'started streaming WAL' "$data.log" && break
    [[ $attempt -lt 60 ]] || die "the standby runs but does not follow $primary: $(tail -n 5 "$data.log")"
    sleep 0.5
  done
  printf 'replica: %s follows %s\n' "$name" "$primary" >&2
}

synchronous() {
  [[ -n $operand ]] || die "synchronous needs the name of a standby, or off."
  if [[ $operand == off ]]; then
    sql -d postgres -c "alter system set synchronous_standby_names = ''" -c 'select pg_reload_conf()' >/dev/null
    return
  fi
  [[ $operand =~ ^[a-z][a-z0-9_]*$ ]] || die "'$operand' is no name of a standby."
  [[ $(sql -d postgres -c "select count(*) from pg_stat_replication where application_name = '$operand'") == 1 ]] ||
    die "no standby called $operand follows this server: commits would wait for ever."
  sql -d postgres -c "alter system set synchronous_standby_names = 'FIRST 1 ($operand)'" \
    -c 'alter system set synchronous_commit = on' -c 'select pg_reload_conf()' >/dev/null
}

promote() {
  need data
  pg_ctl -D "$data" -w -t 60 promote >/dev/null || die "the standby in $data could not be promoted."
  printf 'replica: the server in %s is the primary now\n' "$data" >&2
}

case $command in
  prepare | make | synchronous | promote) "$command" ;;
  *)
    sed -n '2,/^set -/{/^set -/d;s/^# \{0,1\}//;p}' "$0" >&2
    exit 2
    ;;
esac
