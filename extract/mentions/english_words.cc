#include "extract/mentions/english_words.h"

#include <cstddef>
#include <unordered_set>

namespace heshu::extract {
namespace {

constexpr std::string_view kFunctionWords =
    "A About Above According Across Additionally Adjusted After Again Against All Also "
    "Although Amid Among An Analysts And Annual Another Any April Are Around As At August "
    "Based Because Before Behind Below Between Beyond Both But By Can Clearly Combined "
    "Companies Company Compared Consumers Costs Could Currently Customers Data December "
    "Demand Despite Did Do Does During Each Earlier Early Earnings Eight Eleven Even Every "
    "Excluding Executives Expenses February Few Finally First Five Following For Founded "
    "Four Fourth Free Friday From Full Furthermore Given Gross Growth Had Half Has Have He "
    "Hence Her Here His How However I If In Including Income Indeed Instead Into Investors "
    "Is It Its January July June Just Last Late Later Less Let Like Management Many March "
    "May Maybe Meanwhile Monday More Moreover Most Much Must My Net Next Nine No Nor Not "
    "Notably November Now October Of Off On Once One Only Operating Or Other Others Our Out "
    "Over Overall People Per Perhaps Previously Profit Profits Quarterly Rather Read "
    "Recently Results Revenue Revenues Sales Saturday Second Start-up Startup Rival "
    "Competitor Chipmaker Automaker Carmaker Separately September Seven Several "
    "Shareholders Shares She Should Similarly Since Six So Some Specifically Spending Still "
    "Stock Stocks Such Sunday Ten That The Their Then There Therefore These They Third This "
    "Those Though Three Through Throughout Thursday Thus To Today Together Tomorrow Total "
    "Tuesday Twelve Two Under Unlike Until Up Users Via Was We Wednesday Were What When "
    "Where Whereas Which While Who Why Will With Within Without Workers Would Yesterday Yet "
    "You Your Bookings Business Capital Cash Children Consumption Crude Debt Deliveries "
    "Dividends Economists Employers Employment Everyone Experts Exports Funding Futures "
    "Gains Gold Imports Inflation Losses Margins Markets Men Nobody Officials Oil Orders "
    "Output Police Prices Production Rents Researchers Scientists Shipments Something "
    "Students Subscribers Traders Trading Turnover Unemployment Wages Women Yields Further "
    "Looking Turning Meantime Automotive Gaming Networking Professional Advertising "
    "Subscription Software Hardware Smaller Larger Financial Technology Tech Bond Adding "
    "Citing Asked Speaking Separate Similar Trade Founder Chairman President Director "
    "Former Billionaire Non-GAAP Non-IFRS GAAP EBITDA EPS Nearly Roughly Almost "
    "Approximately Developers Buyers Shoppers Drivers Passengers Households Patients "
    "Players Viewers Borrowers Homebuyers Travellers Tourists Retailers Nothing None "
    "Everything Everybody Someone Somebody Anything Anyone Either Neither Whether "
    "Nevertheless Otherwise Elsewhere Besides Upon Whatever Nonetheless Reportedly Announced "
    "Strong Weak Solid Robust Stronger Weaker Current Forward Trailing Average Daily Weekly "
    "Monthly Calculated Reported NAREIT Nareit YTD ";

constexpr std::string_view kWords =
    "Core Consolidated Secondary International Global Recurring Investment Perpetual License Fiber "
    "Oncology Immunology Vaccines Hospital Trucking Managed Sequencing Royalty Subscription "
    "Organic Comparable Guidance Perpetual Maintenance Cloud Enterprise "
    "Ebitda Ebit Capex Incomes Forecasters Observers Commentators Strategists Polls Surveys "
    "Filings "
    "Statistics "
    "Accounts Activity Adoption Advances Adverts Affordable Aggregate Agricultural "
    "Agriculture Air Allocations Allowances Amounts Appetite Appliances Applications "
    "Approvals Arrivals Assets Attributable Auctions Auto Automobile Availability Average "
    "Average-daily Aviation Backlog Bad Balance Balances Bank Banking Banks Base Basic "
    "Batteries Battery Bidding Bids Bills Bonds Bonuses Books Borrowers Borrowing Borrowings "
    "Box Brands Breakeven Brokerage Brokers Budget Builders Building Bulk Burn Buyers Buying "
    "Capacity Capex Car Carbon Cargo Cars Cases Catering Cement Central Certified Chip Chips "
    "Circulation Claims Clients Clothing Cloud Coal Cold Collections Commercial Commissions "
    "Commodities Commodity Compensation Competition Completed Completions Components "
    "Computing Concerns Confidence Connections Construction Consultants Consumer Content "
    "Contract Contracts Contributions Copper Core Corporate Cost Cotton Credit Creditors "
    "Cross-border Cumulative Currency Current Custom Customs Daily Daily-active Dealers "
    "Deals Decline Declines Defaults Defence Deferred Deficit Deficits Deflation "
    "Delinquencies Deposits Depreciation Derivatives Developers Devices Digital Direct "
    "Disbursements Discounts Discretionary Display Disposable Distribution Dollar Domestic "
    "Donations Downloads Drug Durable Duty Dwelling E-commerce Economic Economy Electric "
    "Electricity Electronic Electronics Employee Employees Energy Engagement Enrolment "
    "Enterprise Enterprises Entertainment Environmental Equipment Equities Equity Estimated "
    "Ethanol Excess Exchange Executive Expected Expenditure Expenditures Export Exporters "
    "External Factories Factory Falling Fares Farm Fees Fertility Figures Finance First-half "
    "First-quarter Fiscal Fixed Fixed-asset Fleet Flights Flows Food Footfall Foreign "
    "Fourth-quarter Freight Fresh Fuel Full-year Fund Fundraising Funds Furniture Gambling "
    "Games Gas Gasoline General General-purpose Global Goods Government Grain Guests "
    "Guidance Half-year Handset Handsets Headline Health Heavy High High-end High-tech "
    "Higher Hiring Holdings Holiday Home Homes Hospitality Hospitals Hotel Hotels Hours "
    "House Household Households Housing Hybrid Hydropower Idle Immediate Impairment "
    "Impairments Import Importers Improved Inbound Incentives Incoming Indirect Individual "
    "Industrial Industry Infections Inflows Information Infrastructure Initial Installations "
    "Instalments Insurance Insurers Intangible Interbank Interest Interim Intermediate "
    "Internal International Inventories Inventory Investment Iron Issuance Jobless Jobs "
    "Labor Labour Land Large Lenders Lending Liabilities Licences Licensing Light "
    "Like-for-like Liquidity Liquor Listed Listings Live Loan Loans Local Logistics "
    "Long-term Low Lower Lower-than-expected Luxury Machinery Mainland Maintenance Major "
    "Makers Manufacturers Manufacturing Margin Market Marketing Mass Material Materials Meat "
    "Media Medical Medium Members Membership Memory Merchandise Metals Migrant Milk Mining "
    "Minority Mobile Money Month-on-month Monthly Mortgage Mortgages Movie Multiple Natural "
    "Negative Net-interest New Nine-month Non-current Non-financial Non-interest "
    "Non-performing Northbound Notes Nuclear Occupancy Offerings Office Offline Offshore "
    "Older One-off Online Onshore Openings Operators Order Organic Other Outbound Outflows "
    "Output-based Outstanding Overnight Overseas Packages Paid Parcel Parcels Part "
    "Participation Passenger Passengers Patent Patents Pay Paying Payment Payments Payrolls "
    "Pension Per-share Performance Personal Phone Phones Physical Pig Planned Plant Plants "
    "Plastic Platform Platforms Pledged Policy Polysilicon Poor Pork Ports Positive "
    "Potential Poultry Power Pre-tax Preferred Preliminary Premium Premiums Pretax Price "
    "Primary Prime Prior Private Private-sector Proceeds Procurement Product Productivity "
    "Products Project Projects Promotional Property Proportion Proprietary Provisional "
    "Provisions Public Purchase Purchases Purchasing Quarter Quarter-on-quarter Queries Rail "
    "Rainfall Rare Rate Rates Raw Readings Real Receipts Receivables Recurring Redemptions "
    "Refined Regional Registered Registrations Regular Remaining Remittances Renewable "
    "Renewables Rent Rental Repairs Repayments Reported Research Reserve Reserves "
    "Residential Restaurant Restaurants Retail Retailers Retained Return Returns "
    "Ride-hailing Rising Royalties Rural Salaries Salary Sale Same-store Savings Seasonal "
    "Seasonally Second-half Second-hand Second-quarter Secondhand Securities Selling "
    "Semiconductor Semiconductors Senior Sentiment Server Servers Service Services Share "
    "Share-based Shareholder Shipping Shop Shoppers Shopping Short-term Signed Silver Single "
    "Single-day Six-month Small Smartphone Smartphones Social Solar Southbound Soybean "
    "Special Speculative Spot Stable Staff State State-owned Statutory Steel Storage Stores "
    "Streaming Stronger Structural Student Subscriptions Subsidies Subsidised Suppliers "
    "Supplies Supply Support Surging Surplus Surveyed Suspended Sustained Switching Tax "
    "Taxable Taxes Telecoms Tenders Textile Thermal Third-quarter Three-month Ticket Tickets "
    "Time-deposit Toll Tourism Tourist Tourists Traffic Training Transaction Transactions "
    "Transport Transportation Travel Travellers Treasury Trips Truck Trucks Twelve-month "
    "Unadjusted Unaudited Underlying Underwriting Unemployed Unit Units Unrealised Unsold "
    "Upstream Urban Usage Used User Utilisation Utilities Vacancies Vacancy Valuation "
    "Valuations Value Value-added Variable Various Vehicle Vehicles Venture Video Visitor "
    "Visitors Volume Volumes Voluntary Wafer Wage Warehouses Waste Water Weak Weaker Wealth "
    "Weekly Wholesale Wind Withdrawals Work Workforce Working Worldwide Write-downs Year-end "
    "Year-on-year Year-to-date Yield Young Younger Youth";

std::unordered_set<std::string_view> Split(std::string_view words) {
  std::unordered_set<std::string_view> out;
  while (!words.empty()) {
    const std::size_t end = words.find(' ');
    out.insert(words.substr(0, end));
    words.remove_prefix(end == std::string_view::npos ? words.size() : end + 1);
  }
  return out;
}

}  // namespace

bool IsFunctionWord(std::string_view word) {
  static const std::unordered_set<std::string_view> kKnown = Split(kFunctionWords);
  return kKnown.contains(word);
}

bool IsOrdinaryWord(std::string_view word) {
  static const std::unordered_set<std::string_view> kKnown = Split(kWords);
  return kKnown.contains(word);
}

}  // namespace heshu::extract
