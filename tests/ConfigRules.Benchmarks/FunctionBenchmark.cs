using System.Diagnostics;
using System.Globalization;
using ConfigRules.Testing;

namespace ConfigRules.Benchmarks;

/// <summary>
/// The published function beside a bare program that makes the same calls through the same SDK and does nothing else, both
/// compiled ahead of time, in turn, against the same doubles on this machine. Ratios are what to read; times are noisy.
/// </summary>
internal static class FunctionBenchmark
{
    private const int ColdRuns = 11;
    private const int WarmEvents = 200;
    private static readonly int[] Sizes = [10, 100, 1000];
    private static readonly string[] Rules = ["vpc-endpoint-private-dns-enabled", "vpc-dns-supports-private-endpoints"];

    public static void Run()
    {
        var function = PublishedProgram.PathOf("src/ConfigRules.Lambda", "bootstrap");
        var bare = PublishedProgram.PathOf("tests/ConfigRules.Benchmarks.Bare", "bare");
        Console.WriteLine($"bootstrap {Megabytes(function):F1} MB, bare program {Megabytes(bare):F1} MB");

        var hosts = Enumerable.Range(0, ColdRuns).Select(_ => (Function: Host(function), Bare: Host(bare))).ToArray();
        Console.WriteLine($"host: first request for work {Statistics.Median(hosts.Select(h => h.Function.Wall)):F1} ms, "
            + $"{Statistics.Median(hosts.Select(h => h.Function.Memory)):F1} MB; bare {Statistics.Median(hosts.Select(h => h.Bare.Wall)):F1} ms, "
            + $"{Statistics.Median(hosts.Select(h => h.Bare.Memory)):F1} MB");

        Console.WriteLine();
        Console.WriteLine("| rule on a schedule | VPCs | calls | cold wall ms | cold CPU ms | bare wall | bare CPU | wall ratio | warm CPU ms | bare warm | MB | bare MB |");
        Console.WriteLine("| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
        foreach (var rule in Rules)
        {
            foreach (var size in Sizes)
            {
                using var aws = new AwsDouble(size);
                var runs = Enumerable.Range(0, size >= 1000 ? 5 : ColdRuns)
                    .Select(_ => (Function: Scheduled(function, rule, aws), Bare: Scheduled(bare, rule, aws))).ToArray();
                var ratio = Statistics.Median(runs.Select(run => run.Function.Wall / run.Bare.Wall));
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                    $"| {rule} | {size} | {runs[0].Function.Calls} | {Statistics.Median(runs.Select(r => r.Function.Wall)):F1} | {Statistics.Median(runs.Select(r => r.Function.Cpu)):F1} | {Statistics.Median(runs.Select(r => r.Bare.Wall)):F1} | {Statistics.Median(runs.Select(r => r.Bare.Cpu)):F1} | {ratio:F2} | {Statistics.Median(runs.Select(r => r.Function.WarmCpu)):F1} | {Statistics.Median(runs.Select(r => r.Bare.WarmCpu)):F1} | {Statistics.Median(runs.Select(r => r.Function.Memory)):F1} | {Statistics.Median(runs.Select(r => r.Bare.Memory)):F1} |"));
            }
        }

        Console.WriteLine();
        Console.WriteLine("| rule on a change | calls | warm CPU ms per event | bare | ratio |");
        Console.WriteLine("| --- | ---: | ---: | ---: | ---: |");
        foreach (var rule in Rules)
        {
            using var aws = new AwsDouble(10);
            var runs = Enumerable.Range(0, 5).Select(_ => (Function: Changes(function, rule, aws), Bare: Changes(bare, rule, aws))).ToArray();
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"| {rule} | {runs[0].Function.Calls} | {Statistics.Median(runs.Select(r => r.Function.Cpu)):F2} | {Statistics.Median(runs.Select(r => r.Bare.Cpu)):F2} | {Statistics.Median(runs.Select(r => r.Function.Cpu / r.Bare.Cpu)):F2} |"));
        }
    }

    /// <summary>From the start of the process to its first request for work, and the memory it holds then.</summary>
    private static (double Wall, double Memory) Host(string program)
    {
        using var runtime = new RuntimeDouble();
        using var aws = new AwsDouble(1);
        var start = Stopwatch.GetTimestamp();
        using var process = Start(program, Rules[0], runtime, aws);
        while (runtime.FirstNext is 0)
            Thread.Sleep(1);
        var wall = Stopwatch.GetElapsedTime(start, runtime.FirstNext).TotalMilliseconds;
        var memory = ProcessUsage.PeakMegabytes(process);
        Stop(process);
        return (wall, memory);
    }

    /// <summary>One event in a new process, then the same event again in the warm one.</summary>
    private static (double Wall, double Cpu, double WarmCpu, double Memory, int Calls) Scheduled(
        string program, string rule, AwsDouble aws)
    {
        using var runtime = new RuntimeDouble();
        var schedule = Events.Scheduled(rule);
        runtime.Enqueue(schedule);
        aws.Reset();
        var start = Stopwatch.GetTimestamp();
        using var process = Start(program, rule, runtime, aws);
        runtime.AwaitResponse();
        var wall = Stopwatch.GetElapsedTime(start, aws.LastPut).TotalMilliseconds;
        var cold = ProcessUsage.Cpu(process);
        var calls = aws.Calls.Values.Sum();
        runtime.Enqueue(schedule);
        runtime.AwaitResponse();
        var warm = ProcessUsage.Cpu(process) - cold;
        var memory = ProcessUsage.PeakMegabytes(process);
        Stop(process);
        return (wall, cold.TotalMilliseconds, warm.TotalMilliseconds, memory, calls);
    }

    private static (double Cpu, int Calls) Changes(string program, string rule, AwsDouble aws)
    {
        using var runtime = new RuntimeDouble();
        using var process = Start(program, rule, runtime, aws);
        for (var i = 0; i < 20; i++)
            Change();
        var before = ProcessUsage.Cpu(process);
        for (var i = 0; i < WarmEvents; i++)
            Change();
        var cpu = ProcessUsage.Cpu(process) - before;
        aws.Reset();
        Change();
        var calls = aws.Calls.Values.Sum();
        Stop(process);
        return (cpu.TotalMilliseconds / WarmEvents, calls);

        void Change()
        {
            runtime.Enqueue(Events.Changed(rule, AwsDouble.VpcId(0)));
            runtime.AwaitResponse();
        }
    }

    private static Process Start(string program, string rule, RuntimeDouble runtime, AwsDouble aws)
    {
        var start = new ProcessStartInfo(program) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment.Clear();
        foreach (var (name, value) in new Dictionary<string, string>
        {
            ["AWS_LAMBDA_RUNTIME_API"] = $"127.0.0.1:{runtime.Port}",
            ["AWS_ENDPOINT_URL"] = $"http://127.0.0.1:{aws.Port}",
            ["AWS_REGION"] = "eu-west-1",
            ["AWS_DEFAULT_REGION"] = "eu-west-1",
            ["AWS_ACCESS_KEY_ID"] = "AKIAIOSFODNN7EXAMPLE",
            ["AWS_SECRET_ACCESS_KEY"] = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
            ["AWS_SESSION_TOKEN"] = "token",
            ["AWS_LAMBDA_FUNCTION_NAME"] = "bench",
            ["RULES_SUBJECT"] = "Dns",
            ["BARE_RULE"] = rule,
            ["HOME"] = "/nonexistent",
        })
        {
            start.Environment[name] = value;
        }

        var process = Process.Start(start)!;
        process.OutputDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.ErrorDataReceived += (_, line) =>
        {
            if (line.Data is { } text)
                Console.Error.WriteLine(text);
        };
        process.BeginErrorReadLine();
        return process;
    }

    private static void Stop(Process process)
    {
        process.Kill();
        process.WaitForExit();
    }

    private static double Megabytes(string file) => new FileInfo(file).Length / 1e6;
}
