# Holds a listening socket as a service manager does (sd_listen_fds(3)) and runs the command with it. SIGHUP ends the command by
# SIGTERM and runs it anew; SIGTERM ends both, a failure too. Prints `port N` first.
use strict;
use warnings;
use POSIX ();
use Socket;

$^F = 255;    # the socket is left open for the command
socket(my $held, PF_INET, SOCK_STREAM, 0) or die "socket: $!";
bind($held, sockaddr_in(0, inet_aton('127.0.0.1'))) or die "bind: $!";
listen($held, 511) or die "listen: $!";
my ($port) = sockaddr_in(getsockname($held));
$| = 1;
print "port $port\n";

my ($child, $over) = (0, 0);
$SIG{HUP} = sub { kill 'TERM', $child };
$SIG{TERM} = sub { $over = 1; kill 'TERM', $child };
while (!$over) {
    $child = fork();
    if (!$child) {
        POSIX::dup2(fileno($held), 3);
        $ENV{LISTEN_PID} = $$;
        $ENV{LISTEN_FDS} = 1;
        exec @ARGV;
    }
    1 while waitpid($child, 0) != $child;
    exit 1 if $?;
}
