using BenchmarkDotNet.Running;
using ConfigRules.Benchmarks;

switch (args)
{
    case ["function"]:
        FunctionBenchmark.Run();
        return 0;
    case ["host"]:
        HostBenchmark.Run();
        return 0;
    case ["check"]:
        CheckBenchmark.Run();
        return 0;
    case ["paths"]:
        PathsBenchmark.Run();
        return 0;
    case ["report"]:
        ReportBenchmark.Run();
        return 0;
    case ["micro", .. var rest]:
        BenchmarkRunner.Run<MicroBenchmarks>(args: rest);
        return 0;
    default:
        Console.Error.WriteLine("""
            Say what to measure, with -c Release:
              function   the published function beside a bare program that makes the same calls
              host       the host with nothing to do beside a bare loop
              check      `configrules check` beside a pass of a bare JSON reader over the same file
              paths      every way of up to 10,000 VPCs, and single traces
              report     making a report of up to 10,000 accounts, and writing it in each form
              micro      parsing an event, judging a VPC, deciding a policy (arguments of BenchmarkDotNet may follow)
            """);
        return 2;
}
