#!/usr/bin/env bash
# The servers the tests can run against, without Docker: PostgreSQL 17 with pgvector, Redis 8 and an S3/DynamoDB server (moto),
# taken from Debian trixie into a directory of their own (a chroot made by mmdebstrap) and started on loopback.
#
#   scripts/services.sh up [--durable]   make the chroot if need be, start what is not running, print the environment
#   scripts/services.sh env              print the environment of running servers:  eval "$(scripts/services.sh env)"
#   scripts/services.sh down             stop the servers and delete their data (the chroot stays)
#   scripts/services.sh prepare          only make the chroot
#
# --durable      PostgreSQL forces every commit to disk (for benchmarks); without it nothing survives a crash, and tests are quick.
# Settings (environment): STUDYIN_SERVICES_NAME     several sets side by side (default: dev)
#                         STUDYIN_SERVICES_CACHE    where the chroot is kept (default: /var/cache/studyin-ci)
#                         STUDYIN_SERVICES_PORTS    "postgres redis s3"; 0 takes a free one (default: 55432 56379 55555)
# Needs root and Debian (or Ubuntu). With Docker: docker compose up postgres redis.
set -euo pipefail
# chroot lives where only some shells of root look.
PATH=$PATH:/usr/sbin:/sbin

suite=trixie
packages=postgresql-17,postgresql-17-pgvector,redis-server,python3-moto,python3-flask,python3-flask-cors
# For the drill of point-in-time recovery alone: where it cannot be had, that test says so and is left out.
extra_packages=pgbackrest
# What the chroot must look like; a change of any of these makes a new one.
key=$(printf '%s\n' 1 "$suite" "$packages" "$(uname -m)" | sha256sum | cut -c1-16)

name=${STUDYIN_SERVICES_NAME:-dev}
cache=${STUDYIN_SERVICES_CACHE:-/var/cache/studyin-ci}
read -r postgres_port redis_port s3_port <<<"${STUDYIN_SERVICES_PORTS:-55432 56379 55555}"
chroot_dir=$cache/chroot-$key
state=$cache/instances/$name.env
pg_bin=/usr/lib/postgresql/17/bin

say() { printf '%s\n' "services: $*" >&2; }
die() {
  say "$*"
  exit 1
}

[[ $name =~ ^[a-z0-9-]+$ ]] || die "STUDYIN_SERVICES_NAME may hold a-z, 0-9 and - only, not '$name'."

need_tool() { # need_tool COMMAND PACKAGE…
  command -v "$1" >/dev/null && return
  command -v apt-get >/dev/null || die "$1 is missing and there is no apt-get to install it. Use compose.yaml instead."
  say "installing ${*:2}"
  if ! { apt-get update -q && DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends "${@:2}"; } >&2; then
    die "could not install ${*:2}. Is a Debian mirror reachable?"
  fi
}

inside() { chroot "$chroot_dir" "$@"; }
as_user() { inside setpriv --reuid="$1" --regid="$1" --clear-groups env -i PATH=/usr/bin:/bin LC_ALL=C.UTF-8 "${@:2}"; }

# A chroot is trusted when it carries the mark written after its last step and its programs start.
chroot_is_whole() {
  [[ -f $chroot_dir/.studyin-whole ]] &&
    inside "$pg_bin/postgres" --version >/dev/null 2>&1 &&
    inside redis-server --version >/dev/null 2>&1 &&
    inside python3 -c 'import moto.server' >/dev/null 2>&1
}

# Added to the chroot that is there: a new one would take minutes, and this takes seconds.
add_extra_packages() {
  inside dpkg-query -W "$extra_packages" >/dev/null 2>&1 && return
  say "adding $extra_packages to the chroot"
  inside env DEBIAN_FRONTEND=noninteractive PATH=/usr/sbin:/usr/bin:/sbin:/bin \
    sh -c "apt-get update -q && apt-get install -q -y --no-install-recommends $extra_packages" >"$cache/extra-packages.log" 2>&1 ||
    say "could not add $extra_packages (log: $cache/extra-packages.log): its test is left out"
}

prepare() {
  [[ $EUID -eq 0 ]] || die "needs root, to make and enter a chroot. Use compose.yaml instead."
  mkdir -p "$cache/instances"
  # One builder at a time; a second one waits and then finds the chroot made.
  exec 9>"$cache/lock"
  flock 9
  if ! chroot_is_whole; then
    need_tool mmdebstrap mmdebstrap debian-archive-keyring
    local making=$cache/making-$key log=$cache/making-$key.log attempt
    rm -rf --one-file-system "$chroot_dir" "$making"
    say "making a Debian $suite chroot in $chroot_dir (about two minutes, once)"
    for attempt in 1 2 3; do
      # No documentation and no recommended packages: half the size. policy-rc.d keeps the packages from starting anything.
      # shellcheck disable=SC2016 # mmdebstrap gives the hook its $1
      if mmdebstrap --variant=apt --include="$packages" --aptopt='Acquire::Retries "3"' \
        --dpkgopt='path-exclude=/usr/share/doc/*' --dpkgopt='path-exclude=/usr/share/man/*' \
        --essential-hook='printf "#!/bin/sh\nexit 101\n" >"$1/usr/sbin/policy-rc.d" && chmod +x "$1/usr/sbin/policy-rc.d"' \
        "$suite" "$making" >"$log" 2>&1; then break; fi
      rm -rf --one-file-system "$making"
      if [[ $attempt -eq 3 ]]; then
        tail -n 15 "$log" >&2
        die "could not make the chroot (log: $log). Is a Debian mirror reachable, and is there 1.5 GB of room in $cache?"
      fi
      say "attempt $attempt failed, trying again"
    done
    touch "$making/.studyin-whole"
    sync -f "$making"
    mv "$making" "$chroot_dir"
    chroot_is_whole || die "the new chroot in $chroot_dir does not work (log: $log)."
    rm -f "$log"
  fi
  add_extra_packages
  flock -u 9
  exec 9>&-
}

listening() { (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

# A port asked for by number is used as it is; 0 takes one nobody listens on, below the range of outgoing connections.
choose_port() {
  local port=$1 attempt
  if [[ $port -ne 0 ]]; then
    listening "$port" && die "port $port is taken. Choose others with STUDYIN_SERVICES_PORTS, or 0 0 0 for free ones."
    printf '%s' "$port"
    return
  fi
  for attempt in {1..50}; do
    port=$((20000 + (RANDOM * 32768 + RANDOM) % 12000))
    listening "$port" && continue
    printf '%s' "$port"
    return
  done
  die "found no free port after $attempt attempts."
}

wait_for_port() { # wait_for_port PORT NAME LOG
  local attempt
  for attempt in {1..150}; do
    listening "$1" && return
    sleep 0.2
  done
  tail -n 20 "$3" >&2 || true
  die "$2 does not answer on port $1 after $((attempt / 5)) s (log: $3)."
}

start_postgres() {
  local durable=$1 data=/srv/$name/postgres password superuser_password
  password=$(od -An -N12 -tx1 /dev/urandom | tr -d ' \n')
  superuser_password=$(od -An -N12 -tx1 /dev/urandom | tr -d ' \n')
  install -d -o "$(inside id -u postgres)" -g "$(inside id -g postgres)" -m 700 "$chroot_dir/srv/$name/postgres-run"
  printf '%s\n' "$superuser_password" >"$chroot_dir/srv/$name/postgres-run/password"
  chown --reference="$chroot_dir/srv/$name/postgres-run" "$chroot_dir/srv/$name/postgres-run/password"
  install -d -o "$(inside id -u postgres)" -g "$(inside id -g postgres)" -m 700 "$chroot_dir$data"
  as_user postgres "$pg_bin/initdb" -D "$data" -U postgres --auth=scram-sha-256 --pwfile="/srv/$name/postgres-run/password" \
    --encoding=UTF8 --locale-provider=builtin --builtin-locale=C.UTF-8 --locale=C.UTF-8 --no-sync >"$chroot_dir/srv/$name/initdb.log" 2>&1 ||
    die "initdb failed: $(tail -n 3 "$chroot_dir/srv/$name/initdb.log")"
  {
    printf "listen_addresses = '127.0.0.1'\nport = %s\nunix_socket_directories = '/srv/%s/postgres-run'\n" "$postgres_port" "$name"
    printf "max_connections = 200\nshared_buffers = 256MB\nmax_wal_size = 2GB\ntimezone = 'UTC'\nlog_timezone = 'UTC'\n"
    # The chroot has no /dev/shm of its own.
    printf "dynamic_shared_memory_type = mmap\n"
    printf "log_line_prefix = '%%m %%d %%u '\n"
    [[ $durable == yes ]] || printf "fsync = off\nsynchronous_commit = off\nfull_page_writes = off\n"
  } >>"$chroot_dir$data/postgresql.conf"
  as_user postgres "$pg_bin/pg_ctl" -D "$data" -l "/srv/$name/postgres-run/log" -w -t 60 start >/dev/null 2>&1 ||
    die "PostgreSQL does not start: $(tail -n 5 "$chroot_dir/srv/$name/postgres-run/log")"
  as_user postgres PGPASSWORD="$superuser_password" psql -q -X -v ON_ERROR_STOP=1 -v owner_password="$password" \
    -h "/srv/$name/postgres-run" -p "$postgres_port" -U postgres >&2 <"$(dirname "$0")/create-owner.sql"
  database_url="postgres://studyin_owner:$password@127.0.0.1:$postgres_port/studyin"
  superuser_url="postgres://postgres:$superuser_password@127.0.0.1:$postgres_port/postgres"
}

start_redis() {
  install -d -o "$(inside id -u redis)" -g "$(inside id -g redis)" -m 700 "$chroot_dir/srv/$name/redis"
  as_user redis redis-server --port "$redis_port" --bind 127.0.0.1 --save "" --appendonly no --daemonize yes \
    --dir "/srv/$name/redis" --logfile "/srv/$name/redis/log" --pidfile "/srv/$name/redis/pid" >&2
  wait_for_port "$redis_port" Redis "$chroot_dir/srv/$name/redis/log"
}

start_s3() {
  install -d -o "$(inside id -u nobody)" -m 700 "$chroot_dir/srv/$name/s3"
  # The pid is that of the server: chroot, setpriv and env each replace themselves by the next.
  (
    exec setsid chroot "$chroot_dir" setpriv --reuid=nobody --regid=nogroup --clear-groups \
      env -i PATH=/usr/bin:/bin HOME="/srv/$name/s3" TMPDIR="/srv/$name/s3" LC_ALL=C.UTF-8 PYTHONDONTWRITEBYTECODE=1 \
      python3 -c 'import sys; from moto.server import main; main(sys.argv[1:])' -H 127.0.0.1 -p "$s3_port"
  ) >"$chroot_dir/srv/$name/s3.log" 2>&1 </dev/null &
  echo $! >"$chroot_dir/srv/$name/s3.pid"
  wait_for_port "$s3_port" "The S3 server" "$chroot_dir/srv/$name/s3.log"
}

running() { [[ -f $state ]] && listening "$(sed -n 's/^# postgres_port=//p' "$state")" && listening "$(sed -n 's/^# redis_port=//p' "$state")" && listening "$(sed -n 's/^# s3_port=//p' "$state")"; }

up() {
  local durable=no database_url superuser_url
  [[ ${1:-} == --durable ]] && durable=yes
  if running; then
    [[ $(sed -n 's/^# durable=//p' "$state") == "$durable" ]] ||
      die "the servers '$name' run with durable=$(sed -n 's/^# durable=//p' "$state"). Stop them first (scripts/services.sh down) or choose another STUDYIN_SERVICES_NAME."
    cat "$state"
    return
  fi
  down
  prepare
  postgres_port=$(choose_port "$postgres_port")
  redis_port=$(choose_port "$redis_port")
  s3_port=$(choose_port "$s3_port")
  # From here on `down` knows what to stop, even if a start fails half-way.
  mkdir -p "$chroot_dir/srv/$name"
  printf '# chroot=%s\n' "$chroot_dir" >"$state"
  trap 'down' ERR EXIT
  # Each test makes a database of a thousand files. In memory that is half the work; where mounting is not allowed, it is done on disk.
  [[ $durable == yes ]] || mount -t tmpfs -o size=8g,mode=755 tmpfs "$chroot_dir/srv/$name" 2>/dev/null || true
  start_postgres "$durable"
  start_redis
  start_s3
  trap - ERR EXIT
  (
    umask 077
    cat >"$state.new" <<ENV
# chroot=$chroot_dir
# durable=$durable
# postgres_port=$postgres_port
# redis_port=$redis_port
# s3_port=$s3_port
export TEST_DATABASE_URL=$database_url
export TEST_DATABASE_SUPERUSER_URL=$superuser_url
export TEST_REDIS_URL=redis://127.0.0.1:$redis_port
export TEST_S3_ENDPOINT=http://127.0.0.1:$s3_port
export TEST_POSTGRES_CHROOT=$chroot_dir
ENV
  )
  mv "$state.new" "$state"
  cat "$state"
}

stop_pid() { # stop_pid PIDFILE SIGNAL
  local pid attempt
  [[ -f $1 ]] && pid=$(head -n 1 "$1") && [[ -n $pid ]] || return 0
  # The number may have gone to somebody else's process since: stop only what runs in our chroot.
  [[ $(readlink "/proc/$pid/root") == "$(realpath "$chroot_dir")" ]] || return 0
  kill "-$2" "$pid" 2>/dev/null || return 0
  for attempt in {1..100}; do
    # A dead process that nobody has reaped yet still has a number, but no root.
    readlink "/proc/$pid/root" >/dev/null 2>&1 || return 0
    sleep 0.1
  done
  say "process $pid did not stop within $((attempt / 10)) s, killing it"
  kill -KILL "$pid" 2>/dev/null || true
}

down() {
  trap - ERR EXIT
  [[ -f $state ]] || return 0
  chroot_dir=$(sed -n 's/^# chroot=//p' "$state")
  local home=$chroot_dir/srv/$name
  stop_pid "$home/postgres/postmaster.pid" INT # INT is PostgreSQL's fast shutdown
  stop_pid "$home/redis/pid" TERM
  stop_pid "$home/s3.pid" KILL # it keeps everything in memory and takes its time otherwise
  umount "$home" 2>/dev/null || true
  rm -rf --one-file-system "$home"
  rm -f "$state"
}

case ${1:-} in
  up) up "${2:-}" ;;
  down) down ;;
  prepare) prepare ;;
  env)
    running || die "the servers '$name' are not running. Start them with scripts/services.sh up."
    cat "$state"
    ;;
  *)
    sed -n '2,/^set -/{/^set -/d;s/^# \{0,1\}//;p}' "$0" >&2
    exit 2
    ;;
esac
