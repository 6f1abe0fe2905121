using System.Diagnostics;
using System.Globalization;
using ConfigRules.Engine;
using ConfigRules.Model;
using ConfigRules.Paths;
using ConfigRules.Rules.Paths;
using ConfigRules.Testing;

namespace ConfigRules.Benchmarks;

/// <summary>Every way from four subnets a VPC to fifteen services, and single traces, in networks that are in memory.</summary>
internal static class PathsBenchmark
{
    private const int Runs = 3;
    private const int Traces = 20_000;

    public static void Run()
    {
        Console.WriteLine("| VPCs | ways | matrix s | CPU s | us a way | peak MB | one trace us |");
        Console.WriteLine("| ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
        foreach (var vpcs in new[] { 1_000, 2_500, 5_000, 10_000 })
        {
            var runs = Enumerable.Range(0, Runs).Select(_ => Measure(vpcs)).ToArray();
            using var process = Process.GetCurrentProcess();
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"| {vpcs} | {runs[0].Ways} | {Statistics.Median(runs.Select(run => run.Wall)):F2} | {Statistics.Median(runs.Select(run => run.Cpu)):F2} | {Statistics.Median(runs.Select(run => run.Wall / run.Ways * 1e6)):F1} | {process.PeakWorkingSet64 / 1e6:F0} | {Statistics.Median(runs.Select(run => run.Trace)):F0} |"));
        }
    }

    private static (int Ways, double Wall, double Cpu, double Trace) Measure(int vpcs)
    {
        var network = new Network(GeneratedNetwork.Facts(vpcs, endpointsPerVpc: 12, subnetsPerVpc: 4));
        var parameters = Parameters.For(new SubnetReachesServicesPrivately(), []);
        var cpu = Environment.CpuUsage.TotalTime;
        var start = Stopwatch.GetTimestamp();
        var ways = PathMatrix.Of(network, [.. GeneratedNetwork.Services], parameters).Count();
        var wall = Stopwatch.GetElapsedTime(start).TotalSeconds;
        var used = (Environment.CpuUsage.TotalTime - cpu).TotalSeconds;

        // Another VPC each time, as a tracer that has been asked before knows much already.
        var all = network.All<Subnet>();
        start = Stopwatch.GetTimestamp();
        for (var index = 0; index < Traces; index++)
        {
            var subnet = all[index * 4 % all.Length];
            new Tracer(subnet.VpcId, network).Trace(Sender.Of(subnet, network), Intent.ToService("ecr.dkr", network));
        }
        return (ways, wall, used, Stopwatch.GetElapsedTime(start).TotalMicroseconds / Traces);
    }
}
