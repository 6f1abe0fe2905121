using System.Text;
using ConfigRules.Reports;

namespace ConfigRules.Report.Tests;

public sealed class AccountListTests
{
    [Fact]
    public void Takes_what_Organizations_prints_whatever_the_names()
    {
        var accounts = Read("""
            {
                "Accounts": [
                    { "Id": "000011112222", "Arn": "arn:aws:organizations::1:account/o-1/000011112222", "Email": "a@example.com", "Name": "Payments, \"EU\" & <prod>", "Status": "ACTIVE", "State": "ACTIVE", "JoinedMethod": "INVITED", "JoinedTimestamp": "2022-01-01T00:00:00+00:00" },
                    { "Id": "333344445555", "Name": "=1+1", "Status": "SUSPENDED", "JoinedTimestamp": 1481835795.536 },
                    { "Id": "666677778888", "Name": "1234", "State": "CLOSED" },
                    { "Id": "999900001111" }
                ]
            }
            """);
        Assert.Equal(
            [new("000011112222", "Payments, \"EU\" & <prod>"), new("333344445555", "=1+1", "", true), new("666677778888", "1234", "", true), new("999900001111")],
            accounts);
    }

    [Fact]
    public void Takes_a_list_with_units() =>
        Assert.Equal(
            [new("111122223333", "One", "Workloads/Production")],
            Read("""[{ "account": "111122223333", "name": "One", "ou": "/Workloads/Production/" }]"""));

    [Fact]
    public void Takes_CSV_with_headings_in_any_order() =>
        Assert.Equal(
            [new("111122223333", "One, \"the first\"\nof all", "Workloads"), new("444455556666", "Two", "", true), new("000000000001")],
            Read("\uFEFFName,Account ID,OU,Status\r\n\"One, \"\"the first\"\"\nof all\",111122223333,Workloads,ACTIVE\r\nTwo,444455556666,,SUSPENDED\r\n\r\n,000000000001"));

    [Theory]
    [InlineData("", "accounts is empty; it takes what `aws organizations list-accounts` prints, or CSV with the headings account, name and ou.")]
    [InlineData("one,two\n1,2", "accounts has no column 'account' in its first line; the headings are account, name, ou and status.")]
    [InlineData("account,name\n1.23E+11,One", "accounts, record 2: '1.23E+11' is no account id; it has 12 digits, leading zeros among them.")]
    [InlineData("account,name\n12345,One", "accounts, record 2: '12345' is no account id; it has 12 digits, leading zeros among them.")]
    [InlineData("{}", "accounts has no list of Accounts, as `aws organizations list-accounts` prints it.")]
    [InlineData("""{"Accounts":"none"}""", "accounts has no list of Accounts, as `aws organizations list-accounts` prints it.")]
    [InlineData("""{"Accounts":[1]}""", "accounts, account 1 is no object.")]
    [InlineData("""{"Accounts":[{"Name":"One"}]}""", "accounts, account 1: '' is no account id; it has 12 digits, leading zeros among them.")]
    [InlineData("""{"Accounts":[{"Id":111122223333}]}""", "accounts, account 1: '' is no account id; it has 12 digits, leading zeros among them.")]
    [InlineData("{", "accounts is not JSON: line 1, byte 2 cannot be read.")]
    public void Says_what_is_wrong_and_where(string text, string message) =>
        Assert.Equal(message, Assert.Throws<ReportException>(() => Read(text)).Message);

    private static ReportAccount[] Read(string text) => [.. AccountList.Read(Encoding.UTF8.GetBytes(text), "accounts")];
}
