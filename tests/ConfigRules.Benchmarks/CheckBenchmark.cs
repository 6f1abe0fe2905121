using System.Diagnostics;
using System.Globalization;
using ConfigRules.Model;
using ConfigRules.Testing;

namespace ConfigRules.Benchmarks;

/// <summary>`configrules check` of a generated network, beside a pass of a bare JSON reader over the same file.</summary>
internal static class CheckBenchmark
{
    private const int Runs = 7;

    public static void Run()
    {
        var command = PublishedProgram.PathOf("src/ConfigRules.Cli", "configrules");
        var bare = PublishedProgram.PathOf("tests/ConfigRules.Benchmarks.Bare", "bare");
        var file = Path.Combine(Path.GetTempPath(), $"configrules-{Environment.ProcessId}.json");
        try
        {
            Console.WriteLine("| network | VPCs | endpoints | file MB | check s | bare pass s | ratio | check CPU s | check MB |");
            Console.WriteLine("| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
            foreach (var (network, facts) in new (string, Func<NetworkFacts>)[]
            {
                ("endpoints everywhere", () => GeneratedNetwork.Facts(1_000, endpointsPerVpc: 6)),
                ("endpoints everywhere", () => GeneratedNetwork.Facts(10_000, endpointsPerVpc: 6)),
                ("a hub and spokes", () => GeneratedNetwork.HubAndSpokes(1_000)),
                ("a hub and spokes", () => GeneratedNetwork.HubAndSpokes(10_000)),
            })
            {
                var (vpcs, endpoints) = Write(file, facts());
                var runs = Enumerable.Range(0, Runs)
                    .Select(_ => (Check: Time(command, "check", file, "--format", "json"), Bare: Time(bare, "read", file)))
                    .ToArray();
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                    $"| {network} | {vpcs} | {endpoints} | {new FileInfo(file).Length / 1e6:F0} | {Statistics.Median(runs.Select(r => r.Check.Wall)):F2} | {Statistics.Median(runs.Select(r => r.Bare.Wall)):F2} | {Statistics.Median(runs.Select(r => r.Check.Wall / r.Bare.Wall)):F2} | {Statistics.Median(runs.Select(r => r.Check.Cpu)):F2} | {Statistics.Median(runs.Select(r => r.Check.Memory)):F0} |"));
            }
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static (int Vpcs, int Endpoints) Write(string file, NetworkFacts facts)
    {
        using var stream = File.Create(file);
        GeneratedNetwork.Write(stream, facts);
        return (facts.Vpcs.Count, facts.VpcEndpoints.Count);
    }

    private static (double Wall, double Cpu, double Memory) Time(string program, params string[] arguments)
    {
        var cpu = ProcessUsage.CpuOfEndedChildren();
        var start = Stopwatch.GetTimestamp();
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { UseShellExecute = false, RedirectStandardOutput = true })!;
        var memory = 0.0;
        var buffer = new byte[1 << 16];
        // Once the output has ended the process is about to, and its memory is told no more.
        while (process.StandardOutput.BaseStream.Read(buffer) > 0)
            memory = Math.Max(memory, ProcessUsage.PeakMegabytes(process));
        process.WaitForExit();
        var wall = Stopwatch.GetElapsedTime(start);
        return (wall.TotalSeconds, (ProcessUsage.CpuOfEndedChildren() - cpu).TotalSeconds, memory);
    }
}
