using Xunit.Sdk;
using Xunit.v3;

// Every test runs a whole server and times what it does: beside each other they would time the machine.
[assembly: Parallelization(Mode = ParallelMode.None)]
