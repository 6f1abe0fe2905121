using System.Diagnostics;
using System.Globalization;
using ConfigRules.Testing;

namespace ConfigRules.Benchmarks;

/// <summary>
/// The host with nothing to do beside a loop over the framework's HTTP client, both compiled ahead of time: how long until they ask
/// for work, and what an event then costs.
/// </summary>
internal static class HostBenchmark
{
    private const int Runs = 31;
    private const int Events = 500;

    public static void Run()
    {
        var programs = new[] { ("tests/ConfigRules.Benchmarks.Host", "host"), ("tests/ConfigRules.Benchmarks.Loop", "loop") }
            .Select(program => PublishedProgram.PathOf(program.Item1, program.Item2)).ToArray();
        var runs = programs.ToDictionary(program => program, _ => new List<Measured>());
        for (var run = 0; run < Runs; run++)
        {
            foreach (var program in programs)
                runs[program].Add(Measure(program));
        }

        Console.WriteLine("| program | file MB | first request for work ms | CPU ms | MB | CPU ms an event | MB after |");
        Console.WriteLine("| --- | ---: | ---: | ---: | ---: | ---: | ---: |");
        foreach (var program in programs)
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"| {Path.GetFileName(program)} | {new FileInfo(program).Length / 1e6:F1} | {Of(run => run.Wall):F1} | {Of(run => run.Cpu):F1} | {Of(run => run.Memory):F1} | {Of(run => run.CpuOfEvent):F3} | {Of(run => run.MemoryAfter):F1} |"));

            double Of(Func<Measured, double> figure) => Statistics.Median(runs[program].Select(figure));
        }
    }

    private static Measured Measure(string program)
    {
        using var runtime = new RuntimeDouble();
        var start = new ProcessStartInfo(program) { UseShellExecute = false };
        start.Environment.Clear();
        start.Environment["AWS_LAMBDA_RUNTIME_API"] = string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{runtime.Port}");
        var started = Stopwatch.GetTimestamp();
        using var process = Process.Start(start)!;
        while (runtime.FirstNext is 0)
            Thread.Sleep(1);
        var wall = Stopwatch.GetElapsedTime(started, runtime.FirstNext).TotalMilliseconds;
        var (cpu, memory) = (ProcessUsage.Cpu(process), ProcessUsage.PeakMegabytes(process));
        for (var index = 0; index < Events; index++)
        {
            runtime.Enqueue("{}");
            runtime.AwaitResponse();
        }
        var cpuOfEvent = (ProcessUsage.Cpu(process) - cpu) / Events;
        var memoryAfter = ProcessUsage.PeakMegabytes(process);
        process.Kill();
        process.WaitForExit();
        return new(wall, cpu.TotalMilliseconds, memory, cpuOfEvent.TotalMilliseconds, memoryAfter);
    }

    private sealed record Measured(double Wall, double Cpu, double Memory, double CpuOfEvent, double MemoryAfter);
}
