using System.Diagnostics;
using System.Globalization;
using ConfigRules.Reports;
using ConfigRules.Testing;

namespace ConfigRules.Benchmarks;

/// <summary>Making a report, and writing it in each form: how long, how large, how much is allocated.</summary>
internal static class ReportBenchmark
{
    private const int Runs = 7;

    public static void Run()
    {
        Console.WriteLine("| accounts | verdicts | form | ms | MB | allocated MB |");
        Console.WriteLine("| ---: | ---: | --- | ---: | ---: | ---: |");
        foreach (var (accounts, verdicts) in ((int, int)[])[(10, 400), (1_000, 10_000), (10_000, 100_000)])
        {
            var given = GeneratedReport.Make(accounts, verdicts, earlier: 1);
            Measure(accounts, verdicts, "the model", () =>
            {
                var report = new ComplianceReport(given.At, given.Sources, given.Rules, given.Rows, given.Accounts, given.Earlier);
                return report.Rows.Length is 0 ? -1 : 0;
            });
            foreach (var format in ReportFormat.Names)
            {
                Measure(accounts, verdicts, format, () =>
                {
                    using var output = new CountingOutput();
                    ReportFormat.Write(format, output, given);
                    return output.Count;
                });
            }
        }
    }

    private static void Measure(int accounts, int verdicts, string form, Func<long> work)
    {
        work();
        var size = 0L;
        var runs = Enumerable.Range(0, Runs).Select(_ =>
        {
            var allocated = GC.GetTotalAllocatedBytes(precise: true);
            var start = Stopwatch.GetTimestamp();
            size = work();
            return (Wall: Stopwatch.GetElapsedTime(start).TotalMilliseconds, Allocated: GC.GetTotalAllocatedBytes(precise: true) - allocated);
        }).ToArray();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"| {accounts} | {verdicts} | {form} | {Statistics.Median(runs.Select(run => run.Wall)):F1} | {size / 1e6:F2} | {Statistics.Median(runs.Select(run => (double)run.Allocated)) / 1e6:F1} |"));
    }

    /// <summary>Counts what is written and keeps nothing, so that the disk is not measured.</summary>
    private sealed class CountingOutput : Stream
    {
        public long Count { get; private set; }

        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => Count;

        public override long Position
        {
            get => Count;
            set => throw new NotSupportedException();
        }

        public override void Write(ReadOnlySpan<byte> buffer) => Count += buffer.Length;

        public override void Write(byte[] buffer, int offset, int count) => Count += count;

        public override void Flush()
        {
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();
    }
}
