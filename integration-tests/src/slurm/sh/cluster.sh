#!/usr/bin/env bash
# A real Slurm on one machine, for tests: a controller and two nodes on loopback, each with two GPUs that are only
# device files. No systemd, no cgroups, no accounting. Needs root, as the daemons of a cluster do.
#
#   cluster.sh install       Debian's packages, if they are not there; 1 if they cannot be had
#   cluster.sh up DIR        starts it; its configuration is DIR/slurm.conf
#   cluster.sh node DIR N    starts node N again
#   cluster.sh down DIR      ends the daemons that it started
set -euo pipefail

readonly NODES=(alpha beta)
readonly GPUS=2

die() {
  printf 'cluster.sh: %s\n' "$1" >&2
  exit 1
}

free_port() {
  local port
  while :; do
    port=$((20000 + RANDOM % 20000))
    (: < "/dev/tcp/127.0.0.1/$port") 2> /dev/null || break
  done
  printf '%s\n' "$port"
}

lives() {
  [ -s "$1" ] && kill -0 "$(cat "$1")" 2> /dev/null
}

install() {
  if command -v slurmctld > /dev/null && command -v slurmd > /dev/null && command -v munged > /dev/null; then return 0; fi
  export DEBIAN_FRONTEND=noninteractive
  # the packages must not start daemons of their own
  apt-get update -qq > /dev/null &&
    apt-get -o DPkg::Lock::Timeout=300 install -y -qq --no-install-recommends slurmctld slurmd slurm-client munge > /dev/null
}

# Time-outs are short so that a test sees in seconds what takes minutes elsewhere.
configure() {
  local dir=$1 node
  mkdir -p "$dir"/{log,run,state,dev,munge}
  chmod 755 "$dir" # munged runs as another user
  for node in "${NODES[@]}"; do mkdir -p "$dir/spool-$node"; done
  cat > "$dir/slurm.conf" << EOF
ClusterName=test
SlurmctldHost=localhost(127.0.0.1)
SlurmctldPort=$(free_port)
SlurmUser=root
SlurmdUser=root
AuthType=auth/munge
AuthInfo=socket=$dir/munge/socket,cred_expire=5
StateSaveLocation=$dir/state
SlurmdSpoolDir=$dir/spool-%n
SlurmctldPidFile=$dir/run/slurmctld.pid
SlurmdPidFile=$dir/run/slurmd-%n.pid
SlurmctldLogFile=$dir/log/slurmctld.log
SlurmdLogFile=$dir/log/slurmd-%n.log
SlurmdParameters=config_overrides
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
JobAcctGatherType=jobacct_gather/none
AccountingStorageType=accounting_storage/none
JobCompType=jobcomp/none
SwitchType=switch/none
MpiDefault=none
SelectType=select/cons_tres
SelectTypeParameters=CR_Core
GresTypes=gpu
SchedulerParameters=bf_interval=2,sched_interval=2,batch_sched_delay=1,requeue_delay=1
PreemptType=preempt/partition_prio
PreemptMode=REQUEUE
JobRequeue=1
ReturnToService=2
SlurmdTimeout=10
SlurmctldTimeout=10
MessageTimeout=10
InactiveLimit=0
KillWait=30
MinJobAge=60
NodeName=DEFAULT CPUs=8 Boards=1 SocketsPerBoard=1 CoresPerSocket=8 ThreadsPerCore=1 RealMemory=8000 Gres=gpu:$GPUS
$(for node in "${NODES[@]}"; do echo "NodeName=$node NodeHostname=localhost NodeAddr=127.0.0.1 Port=$(free_port)"; done)
PartitionName=DEFAULT Nodes=$(IFS=,; echo "${NODES[*]}") State=UP MaxTime=INFINITE OverSubscribe=NO
PartitionName=low Default=YES PriorityTier=1 PreemptMode=REQUEUE
PartitionName=high PriorityTier=100 PreemptMode=OFF
EOF
  : > "$dir/gres.conf"
  for node in "${NODES[@]}"; do
    for ((gpu = 0; gpu < GPUS; gpu++)); do
      [ -e "$dir/dev/$node-$gpu" ] || mknod "$dir/dev/$node-$gpu" c 1 3
      echo "NodeName=$node Name=gpu File=$dir/dev/$node-$gpu" >> "$dir/gres.conf"
    done
  done
  echo 'CgroupPlugin=cgroup/v1' > "$dir/cgroup.conf"
}

start_munge() {
  local dir=$1
  dd if=/dev/urandom of="$dir/munge/key" bs=128 count=1 status=none
  chmod 400 "$dir/munge/key"
  chown -R munge:munge "$dir/munge"
  setpriv --reuid=munge --regid=munge --init-groups munged --force --socket="$dir/munge/socket" \
    --key-file="$dir/munge/key" --pid-file="$dir/munge/pid" --log-file="$dir/munge/log" --seed-file="$dir/munge/seed"
}

start_node() {
  slurmd -f "$1/slurm.conf" -N "$2" -L "$1/log/slurmd-$2.log"
}

await_nodes() {
  local dir=$1 i
  for ((i = 0; i < 120; i++)); do
    if [ "$(timeout 5 sinfo -h -N -p low -o %T 2> /dev/null | grep -c -x -E 'idle|mixed|allocated')" = ${#NODES[@]} ]; then
      return
    fi
    sleep 0.5
  done
  tail -n 20 "$dir"/log/*.log >&2
  die "the nodes have not come up within a minute"
}

up() {
  local dir=$1 node
  [ "$(id -u)" = 0 ] || die "the daemons need root"
  [ ! -e "$dir/slurm.conf" ] || die "$dir has a cluster already"
  configure "$dir"
  export SLURM_CONF=$dir/slurm.conf
  start_munge "$dir"
  slurmctld -f "$SLURM_CONF" -L "$dir/log/slurmctld.log"
  for node in "${NODES[@]}"; do start_node "$dir" "$node"; done
  await_nodes "$dir"
}

down() {
  local dir=$1 file pid i
  export SLURM_CONF=$dir/slurm.conf
  timeout 15 scancel --user="$(id -un)" 2> /dev/null || true
  for ((i = 0; i < 60; i++)); do
    [ -n "$(timeout 5 squeue -h 2> /dev/null)" ] || break
    sleep 0.5
  done
  for file in "$dir"/run/slurmd-*.pid "$dir/run/slurmctld.pid" "$dir/munge/pid"; do
    lives "$file" || continue
    pid=$(cat "$file")
    kill "$pid"
    for ((i = 0; i < 40; i++)); do
      kill -0 "$pid" 2> /dev/null || break
      sleep 0.25
    done
    if kill -0 "$pid" 2> /dev/null; then kill -9 "$pid"; fi
  done
}

case ${1:-} in
  install) install ;;
  up) up "${2:?which folder}" ;;
  node) start_node "${2:?which folder}" "${3:?which node}" ;;
  down) down "${2:?which folder}" ;;
  *) die "install, up DIR, node DIR N or down DIR" ;;
esac
